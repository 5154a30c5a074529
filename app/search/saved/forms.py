from wtforms import StringField

from app.core.forms import BaseForm, at_most, required
from app.search.saved.models import LONGEST_NAME


class NameForm(BaseForm):
    name = StringField(
        "Name",
        [required("Bitte geben Sie der Suche einen Namen."), at_most(LONGEST_NAME)],
        description="Nur Sie sehen ihn.",
    )
