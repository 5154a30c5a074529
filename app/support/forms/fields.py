"""Validators that leave finished values beside the field."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from wtforms.validators import ValidationError

from app.core.formats import euro
from app.core.languages import _
from app.support.paying.amounts import MOST_CENTS, AmountError, cents_of
from app.support.paying.iban import IbanError, account_of

HOSTS: Mapping[str, tuple[str, ...]] = {"paypal": ("paypal.me", "paypal.com")}


class Amount:
    """Leaves whole cents in `field.cents`, or says in German what is wrong. least, most: in cents."""

    def __init__(self, least: int = 1, most: int = MOST_CENTS) -> None:
        self.least, self.most = least, most

    def __call__(self, form: Any, field: Any) -> None:
        try:
            field.cents = cents_of(field.data or "", most=max(self.most, MOST_CENTS))
        except AmountError as refusal:
            raise ValidationError(str(refusal)) from None
        if not self.least <= field.cents <= self.most:
            raise ValidationError(
                _("Bitte einen Betrag von %(least)s bis %(most)s.", least=euro(self.least), most=euro(self.most))
            )


class Iban:
    """Leaves what the IBAN says in `field.account`."""

    def __call__(self, form: Any, field: Any) -> None:
        try:
            field.account = account_of(field.data or "")
        except IbanError as refusal:
            raise ValidationError(str(refusal)) from None


class WebAddress:
    """An address outside, with its host; of some kinds only at certain hosts."""

    def __init__(self, kind: str) -> None:
        self.hosts = HOSTS.get(kind, ())

    def __call__(self, form: Any, field: Any) -> None:
        text = field.data or ""
        field.data = text if "://" in text else f"https://{text}"
        host = host_of(field.data)
        if urlsplit_scheme(field.data) not in ("http", "https") or "." not in host or any(c.isspace() for c in text):
            raise ValidationError(
                _("Das ist keine Internetadresse. Sie sieht zum Beispiel so aus: https://www.laden.de")
            )
        if self.hosts and not any(host == one or host.endswith(f".{one}") for one in self.hosts):
            raise ValidationError(_("Diese Adresse gehört nicht zu %(hosts)s.", hosts=_(" oder ").join(self.hosts)))


def host_of(url: str) -> str:
    """Where a link leads, for people; without user names, which only deceive."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def urlsplit_scheme(url: str) -> str:
    try:
        return urlsplit(url).scheme.lower()
    except ValueError:
        return ""
