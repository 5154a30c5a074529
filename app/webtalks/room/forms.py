from wtforms import BooleanField, RadioField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import ValidationError

from app.core.forms import BaseForm, at_most
from app.webtalks.kinds import MEETINGS

SEATS = {
    "kamera": "Mit Kamera und Mikrofon (beides ist zuerst aus)",
    "ton": "Ohne Kamera, mit Mikrofon",
    "zuhoeren": "Nur zuhören",
    "telefon": "Per Telefon, ohne Computer",
    "mitlesen": "Nur mitlesen: Ablauf und Unterlagen, ohne Bild und Ton",
}


class EnterForm(BaseForm):
    """How somebody wants to take part. name: asked of guests in the lobby only; einwilligung: where it is recorded."""

    sitz = RadioField(
        "Wie möchten Sie teilnehmen?", choices=[SelectChoice(*one) for one in SEATS.items()], default="kamera"
    )
    einwilligung = BooleanField("Ich habe das gelesen und bin mit der Aufzeichnung einverstanden")
    name = StringField("Ihr Name, wie ihn die anderen sehen", validators=[at_most(120)])


class MeetingForm(BaseForm):
    """Where the talk takes place; may be changed at any minute."""

    meeting = RadioField("Wo findet der Webtalk statt?", choices=[SelectChoice(*one) for one in MEETINGS.items()])
    meeting_url = StringField(
        "Adresse der anderen Besprechung",
        description="Beginnt mit https://. Beim eigenen Videoraum ist sie der Ausweichplatz, falls er ausfällt.",
        validators=[at_most(1000)],
    )

    def validate_meeting_url(self, field: StringField) -> None:
        text = field.data or ""
        if self.meeting.data == "link" and not text:
            raise ValidationError("Bitte geben Sie die Adresse der Besprechung an.")
        if text and not text.startswith("https://"):
            raise ValidationError("Die Adresse muss mit https:// beginnen.")
