"""Forms of the own account."""

from typing import Any

from flask_wtf.file import FileField
from wtforms import BooleanField, PasswordField, SelectField, StringField, TextAreaField

from app.accounts.forms.entry import PASSWORD_HINT, NewPassword
from app.accounts.names import PersonName
from app.accounts.profiles import FIELDS, LEVELS, USUAL
from app.accounts.services.profile import ProfileText
from app.core.addresses import MailAddress
from app.core.forms import BaseForm, MarkdownField, at_most, optional, options, required
from app.core.uploads import FileSize

OWN_PASSWORD = "Ihr jetziges Passwort"
NO_PASSWORD = "Bitte geben Sie Ihr jetziges Passwort an."


def _shown_to(what: str) -> SelectField:
    return SelectField(f"Wer sieht {what}?", choices=options(LEVELS.items()))


class ProfileForm(BaseForm):
    name = StringField("Vor- und Nachname", [required("Bitte geben Sie Ihren Namen an."), PersonName()])
    position = StringField("Funktion", [at_most(120)], description="Zum Beispiel: Citymanagerin")
    position_level = _shown_to("Ihre Funktion")
    expertise = TextAreaField(
        "Womit kennen Sie sich aus?", [at_most(1_000)], description="Wonach dürfen Kolleginnen und Kollegen Sie fragen?"
    )
    expertise_level = _shown_to("Ihr Fachgebiet")
    about = MarkdownField("Über mich")
    about_level = _shown_to("den Text über Sie")
    phone = StringField("Telefon (dienstlich)", [at_most(40)])
    phone_level = _shown_to("Ihre Telefonnummer")
    avatar = FileField("Bild von Ihnen", [optional(), FileSize()])
    remove_avatar = BooleanField("Das jetzige Bild entfernen")
    avatar_level = _shown_to("Ihr Bild")

    def text(self) -> ProfileText:
        """What was typed, as the service takes it."""
        return ProfileText(
            name=self.name.data or "",
            position=self.position.data or "",
            expertise=self.expertise.data or "",
            about_md=self.about.data or "",
            phone=self.phone.data or "",
            visibility={name: self[f"{name}_level"].data for name in FIELDS},
        )


def stored_profile(person: Any) -> dict[str, Any]:
    """The values of ProfileForm as the table has them."""
    levels = {f"{name}_level": (person.visibility or {}).get(name, USUAL[name]) for name in FIELDS}
    texts = {name: getattr(person, name) for name in ("name", "position", "expertise", "phone")}
    return {**texts, "about": person.about_md, **levels}


class NewAddressForm(BaseForm):
    email = StringField("Neue E-Mail-Adresse", [required("Bitte geben Sie die neue E-Mail-Adresse an."), MailAddress()])
    password = PasswordField(OWN_PASSWORD, [required(NO_PASSWORD), at_most(1_000)])


class NewPasswordForm(BaseForm):
    password = PasswordField(OWN_PASSWORD, [required(NO_PASSWORD), at_most(1_000)])
    new_password = PasswordField(
        "Neues Passwort", [required("Bitte wählen Sie ein Passwort."), NewPassword()], description=PASSWORD_HINT
    )

    def __init__(self, *, personal: tuple[str, ...] = (), **values: Any) -> None:
        super().__init__(**values)
        self._personal = personal

    def personal(self) -> tuple[str, ...]:
        return self._personal


class LeaveForm(BaseForm):
    password = PasswordField(OWN_PASSWORD, [required(NO_PASSWORD), at_most(1_000)])


class ButtonForm(BaseForm):
    """Nothing but a button and its token."""
