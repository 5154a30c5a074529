"""What a colleague is asked for, and how programs that fill in forms are told from people."""

from flask import current_app
from itsdangerous import BadData, URLSafeTimedSerializer
from wtforms import BooleanField, HiddenField, StringField, TextAreaField
from wtforms.validators import ValidationError

from app.core import clock
from app.core.addresses import LONGEST, MailAddress
from app.core.forms import BaseForm, SizeLimit, at_most, required

QUICKEST_SECONDS = 1
OLDEST_SECONDS = 86_400


class QuestionForm(BaseForm):
    """A member's question; name and address come from the account."""

    organisation = StringField("Ihre Organisation", [at_most(200)])
    message = TextAreaField(
        "Ihre Frage",
        [required("Bitte schreiben Sie Ihre Frage."), SizeLimit(20_000)],
        description="Sagen Sie gern dazu, wie groß Ihr Ort ist und was Sie vorhaben: Dann wird die Antwort genauer.",
    )
    wants_call = BooleanField("Ich möchte lieber zurückgerufen werden")
    phone = StringField("Telefon", [at_most(40)])
    call_times = StringField(
        "Wann passt es Ihnen?", [at_most(200)], description="Zum Beispiel: dienstags und donnerstags von 9 bis 12 Uhr"
    )

    def validate_phone(self, field: StringField) -> None:
        digits = sum(letter.isdigit() for letter in field.data or "")
        if self.wants_call.data and digits < 5:
            raise ValidationError("Für einen Rückruf brauchen wir Ihre Telefonnummer.")
        if field.data and not set(field.data) <= set("0123456789 +-/().xX"):
            raise ValidationError("Bitte nur Ziffern und die Zeichen + - / ( ).")


class GuestQuestionForm(QuestionForm):
    """A visitor's question. website: a trap people don't see. shown_at: when the form was drawn, signed."""

    name = StringField("Ihr Name", [required("Bitte geben Sie Ihren Namen an."), at_most(120)])
    email = StringField(
        "Ihre E-Mail-Adresse",
        [required("Ohne E-Mail-Adresse kann Ihnen niemand antworten."), MailAddress(), at_most(LONGEST)],
        description="Nur die Gefragten sehen sie, damit sie Ihnen antworten können.",
    )
    website = StringField("Bitte leer lassen")
    shown_at = HiddenField()

    def validate_shown_at(self, field: HiddenField) -> None:
        """Asked again with a fresh stamp: a person presses the button a second time, nothing is lost."""
        seconds = age_of_stamp(field.data or "")
        field.data = new_stamp()
        if seconds is None or not QUICKEST_SECONDS <= seconds <= OLDEST_SECONDS:
            raise ValidationError("Das Formular war sehr schnell oder sehr alt. Bitte senden Sie es noch einmal.")


def _stamps() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.config["SECRET_KEY"], salt="question-form")


def new_stamp() -> str:
    return _stamps().dumps("")


def age_of_stamp(stamp: str) -> float | None:
    """Seconds since the form was drawn, or None when the stamp is not ours."""
    try:
        _, moment = _stamps().loads(stamp, return_timestamp=True)
    except BadData:
        return None
    return (clock.now() - moment).total_seconds()
