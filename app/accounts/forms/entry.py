"""Forms before the door."""

from wtforms import PasswordField, StringField

from app.core.addresses import LONGEST
from app.core.forms import BaseForm, at_most, required


class EntryForm(BaseForm):
    """A form on the way in: a text that was kept for after the log-in stays kept."""

    ends_kept_form = False


class LogInForm(EntryForm):
    email = StringField("E-Mail-Adresse", [required("Bitte geben Sie Ihre E-Mail-Adresse an."), at_most(LONGEST)])
    password = PasswordField("Passwort", [required("Bitte geben Sie Ihr Passwort an."), at_most(1_000)])
