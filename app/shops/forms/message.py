"""Writing to a shop."""

from wtforms import StringField, TextAreaField

from app.core.addresses import LONGEST, MailAddress
from app.core.forms import BaseForm, SizeLimit, at_most, required


class MessageForm(BaseForm):
    """A member's message; name and address come from the account."""

    text = TextAreaField("Ihre Nachricht", [required("Bitte schreiben Sie Ihre Nachricht."), SizeLimit(10_000)])


class GuestMessageForm(MessageForm):
    """website: a trap people don't see."""

    name = StringField("Ihr Name", [required("Bitte geben Sie Ihren Namen an."), at_most(120)])
    email = StringField(
        "Ihre E-Mail-Adresse",
        [required("Ohne E-Mail-Adresse kann Ihnen niemand antworten."), MailAddress(), at_most(LONGEST)],
        description="Nur der Laden sieht sie, damit er Ihnen antworten kann.",
    )
    website = StringField("Bitte leer lassen")
