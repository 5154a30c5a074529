"""What may be typed in each step. Nothing is required here: a draft may be half finished."""

from app.practices.writing.forms.case import AboutForm, ContactForm, FactsForm, HowForm, ResultForm
from app.practices.writing.forms.files import FilesForm
from app.practices.writing.forms.measure import MeasureAboutForm, MeasureHowForm, RelatedForm
from app.practices.writing.forms.short import ShortForm
from app.practices.writing.forms.step import StepForm

__all__ = [
    "AboutForm",
    "ContactForm",
    "FactsForm",
    "FilesForm",
    "HowForm",
    "MeasureAboutForm",
    "MeasureHowForm",
    "RelatedForm",
    "ResultForm",
    "ShortForm",
    "StepForm",
]
