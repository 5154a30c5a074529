"""Forms before the door."""

from typing import Any

from wtforms import BooleanField, PasswordField, RadioField, StringField
from wtforms.validators import ValidationError

from app.accounts import passwords
from app.accounts.names import PersonName
from app.core.addresses import LONGEST, MailAddress
from app.core.forms import BaseForm, VersionField, at_most, optional, options, required

NO_ADDRESS = "Bitte geben Sie Ihre E-Mail-Adresse an."
PASSWORD_HINT = (
    f"Mindestens {passwords.SHORTEST} Zeichen. Sonderzeichen müssen nicht sein: "
    "Gut sind drei oder vier Wörter, die nicht zusammengehören."
)


class NewPassword:
    """Validator: the honest rules. personal(form): what must not be in it."""

    def __call__(self, form: Any, field: Any) -> None:
        if objection := passwords.objection(field.data or "", *form.personal()):
            raise ValidationError(objection)


class EntryForm(BaseForm):
    """A form on the way in: a text that was kept for after the log-in stays kept."""

    ends_kept_form = False


class LogInForm(EntryForm):
    email = StringField("E-Mail-Adresse", [required(NO_ADDRESS), at_most(LONGEST)])
    password = PasswordField("Passwort", [required("Bitte geben Sie Ihr Passwort an."), at_most(1_000)])


class SignUpForm(EntryForm):
    name = StringField("Vor- und Nachname", [required("Bitte geben Sie Ihren Namen an."), PersonName()])
    email = StringField(
        "E-Mail-Adresse",
        [required(NO_ADDRESS), MailAddress()],
        description="Sie wird nirgends gezeigt. Ein gemeinsames Postfach wie wirtschaftsfoerderung@… ist in Ordnung.",
    )
    password = PasswordField(
        "Passwort", [required("Bitte wählen Sie ein Passwort."), NewPassword()], description=PASSWORD_HINT
    )
    terms = BooleanField(
        "Ich bin mit den Nutzungsbedingungen einverstanden",
        [required("Ohne Ihr Einverständnis können wir kein Konto anlegen.")],
    )

    terms_version = VersionField(validators=[optional()])

    def personal(self) -> tuple[str, ...]:
        email = self.email.data or ""
        return self.name.data or "", email, email.split("@")[0]


class TermsForm(EntryForm):
    """The button that agrees, and the version it was shown with."""

    terms_version = VersionField(validators=[optional()])


class CodeForm(EntryForm):
    code = StringField("Code aus der E-Mail", [required("Bitte geben Sie die sechs Ziffern ein."), at_most(40)])


class ConfirmForm(EntryForm):
    """The button on the page behind a link; the password only in another browser than that of the sign-up."""

    password = PasswordField("Passwort", [at_most(1_000)])


class ForgotForm(EntryForm):
    email = StringField("E-Mail-Adresse", [required(NO_ADDRESS), MailAddress()])


class ResetForm(EntryForm):
    """people: (id, name, email) of those who share the mailbox; with one there is nothing to choose."""

    person = RadioField("Ihr Konto", [required("Bitte wählen Sie Ihr Konto.")], coerce=int)
    password = PasswordField(
        "Neues Passwort", [required("Bitte wählen Sie ein Passwort."), NewPassword()], description=PASSWORD_HINT
    )

    def __init__(self, people: list[Any], **values: Any) -> None:
        super().__init__(**values)
        self.people = {one.id: one for one in people}
        self.person.choices = options((one.id, one.name) for one in people)
        if len(people) == 1:
            del self.person

    def chosen(self) -> Any:
        """The person whose password it will be; None before a choice."""
        wanted = self.person.data if "person" in self else next(iter(self.people), None)
        return self.people.get(wanted)

    def personal(self) -> tuple[str, ...]:
        one = self.chosen()
        return (one.name, one.email, one.email.split("@")[0]) if one else ()
