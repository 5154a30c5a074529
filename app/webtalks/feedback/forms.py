from wtforms import RadioField, TextAreaField

from app.core.forms import BaseForm, at_most, options, required
from app.webtalks.feedback.words import USABLE, USABLE_QUESTION, USEFUL, USEFUL_QUESTION

CHOOSE = "Bitte wählen Sie eine Antwort."


class FeedbackForm(BaseForm):
    useful = RadioField(USEFUL_QUESTION, [required(CHOOSE)], choices=options(USEFUL.items()), coerce=int)
    usable = RadioField(USABLE_QUESTION, [required(CHOOSE)], choices=options(USABLE.items()), coerce=int)
    text = TextAreaField(
        "Was möchten Sie der Leitung sagen?",
        [at_most(1000)],
        description="Die Leitung liest es im Wortlaut, ohne Namen. Bitte schreiben Sie nichts, woran man Sie erkennt.",
    )
