from wtforms import BooleanField, TextAreaField

from app.core.forms import BaseForm, at_most


class RecordingForm(BaseForm):
    is_on = BooleanField("Dieser Webtalk wird aufgezeichnet")
    text = TextAreaField(
        "Was die Leute vorher lesen",
        [at_most(4000)],
        description="Alle lesen diesen Text, bevor sie in den Raum kommen, und willigen ein oder lesen nur mit. Sagen "
        "Sie, was aufgezeichnet wird, wer es zeigt und wer es sehen kann.",
    )
