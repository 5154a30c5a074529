from wtforms import BooleanField, TextAreaField

from app.core.forms import BaseForm, at_most
from app.webtalks.recording.queries import Count

NOT_SHOWN = "Die Aufzeichnung lässt sich deshalb nicht zeigen."


class RecordingForm(BaseForm):
    is_on = BooleanField("Dieser Webtalk wird aufgezeichnet")
    text = TextAreaField(
        "Was die Leute vorher lesen",
        [at_most(4000)],
        description="Alle lesen diesen Text, bevor sie in den Raum kommen, und willigen ein oder lesen nur mit. Sagen "
        "Sie, was aufgezeichnet wird, wer es zeigt und wer es sehen kann.",
    )


def missing_sentence(count: Count) -> str:
    """Why a recording may not be shown, with how many but without names; nothing when it may."""
    if not count.missing:
        return ""
    if count.missing == 1:
        return f"Eine Person war dabei, ohne einzuwilligen. {NOT_SHOWN}"
    return f"{count.missing} Personen waren dabei, ohne einzuwilligen. {NOT_SHOWN}"
