"""The smaller forms: picture, faces and partners, shops, ending, and what a shop says."""

from typing import Any

from flask_wtf.file import FileField
from wtforms import BooleanField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import ValidationError

from app.campaigns.kinds import VOICES
from app.core.forms import BaseForm, at_most, required
from app.core.uploads import FileSize

PICTURE_HINT = "JPEG, PNG oder WebP. Ort und Kamera werden entfernt."


class PictureForm(BaseForm):
    file = FileField("Bild", [FileSize()], description=PICTURE_HINT)
    alt = StringField(
        "Was ist zu sehen?",
        [required("Bitte sagen Sie in einem Satz, was zu sehen ist."), at_most(300)],
        description="Für Menschen, die das Bild nicht sehen. Ein Satz genügt.",
    )
    credit = StringField("Wer hat es gemacht?", [at_most(200)])

    def validate_file(self, field: Any) -> None:
        if not field.data:
            raise ValidationError("Bitte wählen Sie erst ein Bild aus.")


class VoiceForm(BaseForm):
    kind = SelectField("Als", choices=list(VOICES.items()))
    name = StringField("Name", [required("Bitte geben Sie den Namen an."), at_most(120)])
    role = StringField("Wer ist das?", [at_most(200)], description="Zum Beispiel: Blumenhändlerin in der Hauptstraße")
    words = TextAreaField(
        "Was sagt sie oder er dazu?", [at_most(500)], description="Ein, zwei Sätze in eigenen Worten."
    )
    file = FileField("Bild oder Logo", [FileSize()], description=PICTURE_HINT)
    agreed = BooleanField(
        "Die Person ist einverstanden",
        description="Name, Worte und Bild stehen öffentlich auf der Seite, nach dem Ende auch im Rückblick. Sie weiß, "
        "dass sie das jederzeit zurücknehmen kann.",
    )

    def validate_agreed(self, field: BooleanField) -> None:
        if not field.data:
            raise ValidationError("Ohne Einverständnis zeigen wir niemanden.")


class StopForm(BaseForm):
    reason = TextAreaField(
        "Was sollen die Menschen wissen?", [at_most(500)], description="Steht auf der Seite. Ein Satz genügt."
    )


class TakingPartForm(BaseForm):
    answer = RadioField("Macht Ihr Laden mit?", choices=[("ja", "Ja, wir machen mit"), ("nein", "Nein, lieber nicht")])
    shares_sum = BooleanField("Die Stadt darf im Bericht sehen, welche Summe bei uns angekommen ist")
