"""What may be typed about organisations, and the German words when it isn't right."""

import re
from typing import Any
from urllib.parse import urlsplit

from flask_wtf.file import FileField
from wtforms import BooleanField, RadioField, StringField, TextAreaField
from wtforms.validators import ValidationError

from app.core.addresses import MailAddress
from app.core.forms import BaseForm, MarkdownField, VersionField, at_most, optional, options, required
from app.core.pictures import Picture
from app.core.uploads import FileSize
from app.organisations.membership import ROLE_HINTS, ROLES
from app.organisations.models import KINDS
from app.organisations.services import registering
from app.organisations.services.registering import Profile
from app.places.fields import PlaceField

ROLE_CHOICES = options((role, f"{label}: {ROLE_HINTS[role]}") for role, label in ROLES.items())


class WebAddress:
    """Validator: adds https:// where it is missing; refuses what no browser opens."""

    def __call__(self, form: Any, field: Any) -> None:
        text = field.data if "://" in field.data else f"https://{field.data}"
        try:
            parts = urlsplit(text)
        except ValueError:
            parts = urlsplit("")
        host_is_fine = parts.hostname and re.fullmatch(r"[^\s.]+(\.[^\s.]+)+", parts.hostname)
        if parts.scheme not in ("http", "https") or not host_is_fine or parts.username:
            raise ValidationError("Das ist keine Internetadresse. Sie sieht zum Beispiel so aus: https://www.stadt.de")
        field.data = text


class OrganisationForm(BaseForm):
    """What an organisation says of itself."""

    name = StringField("Name", [required("Bitte geben Sie den Namen der Organisation an."), at_most(200)])
    place = PlaceField("Ort", [required("Bitte geben Sie den Ort an, in dem die Organisation sitzt.")])
    description = MarkdownField("Beschreibung", description="Was Sie tun und wobei Sie anderen helfen können.")
    website = StringField("Internetseite", [optional(), at_most(500), WebAddress()])
    mailbox = StringField(
        "E-Mail-Adresse für Anfragen",
        [required("Bitte geben Sie eine Adresse an, an die Fragen gehen."), at_most(254), MailAddress()],
        description="Am besten ein Funktionspostfach wie wirtschaftsfoerderung@stadt.de. Die Adresse wird nie gezeigt.",
    )

    def profile(self) -> Profile:
        texts = {name: self[name].data or "" for name in ("description", "website", "mailbox")}
        return Profile(name=self.name.data or "", town=self.place.town, **texts)


class RegisterForm(OrganisationForm):
    kind = RadioField(
        "Art der Organisation", choices=options(KINDS.items()), validators=[required("Bitte wählen Sie die Art aus.")]
    )
    for_others = BooleanField("Ich lege sie für andere an und werde nicht Mitglied")


class EditForm(OrganisationForm):
    version = VersionField("Version", [required()])
    logo = FileField("Logo", [optional(), FileSize()])
    remove_logo = BooleanField("Das jetzige Logo entfernen")

    def new_logo(self) -> Picture | None:
        """The logo to show from now on, if one was sent. Raises PictureRefused."""
        return registering.logo_of(self.logo.content) if self.logo.data else None


class ButtonForm(BaseForm):
    """A button and nothing else."""


class JoinForm(BaseForm):
    message = TextAreaField(
        "Nachricht", [at_most(2000)], description="Ein Satz hilft: Was machen Sie dort, und wer kennt Sie?"
    )


class InviteForm(BaseForm):
    email = StringField("E-Mail-Adresse", [required("Bitte geben Sie eine Adresse an."), MailAddress()])
    role = RadioField("Rolle", choices=ROLE_CHOICES, default="org_editor")
    message = TextAreaField("Ein Satz dazu", [at_most(1000)])


class RoleForm(BaseForm):
    role = RadioField("Rolle", choices=ROLE_CHOICES)


class TownForm(BaseForm):
    place = PlaceField("Stadt oder Gemeinde", [required("Bitte geben Sie den Ort an.")])


class DomainForm(BaseForm):
    domain = StringField("Domain", [required("Bitte geben Sie eine Domain an."), at_most(253)])

    def validate_domain(self, field: StringField) -> None:
        text = (field.data or "").lower().lstrip("@")
        if not re.fullmatch(r"[a-z0-9äöüß-]+(\.[a-z0-9äöüß-]+)+", text):
            raise ValidationError("Das ist keine Domain. Sie sieht zum Beispiel so aus: stadt.de")
        field.data = text
