"""E-mail addresses as people type them."""

import unicodedata
from typing import Any

from email_validator import EmailNotValidError, validate_email
from wtforms.validators import ValidationError

from app.core.languages import _

LONGEST = 254


def normal_address(text: str) -> str:
    """The address as mail servers take it: host in ASCII and lower case. Raises ValueError when it is none.

    Hosts of an intranet (.local, .test) pass; a host without a dot does not, it is nearly always a slip.
    """
    try:
        found = validate_email(
            text.strip(), check_deliverability=False, globally_deliverable=False, allow_smtputf8=False
        )
    except EmailNotValidError:
        raise ValueError("no address") from None
    if "." not in found.ascii_domain and found.ascii_domain != "localhost":
        raise ValueError("no dot in the host")
    return f"{found.ascii_local_part}@{found.ascii_domain.lower()}"


def fold_address(text: str) -> str:
    """For comparing what was typed with what is stored: addresses and handles alike, never an error."""
    text = unicodedata.normalize("NFC", text).strip()[:LONGEST]
    try:
        return normal_address(text).casefold()
    except ValueError:
        return text.casefold()


class MailAddress:
    """Validator: leaves the normal form in the field, or says in German what is wrong."""

    def __call__(self, form: Any, field: Any) -> None:
        try:
            field.data = normal_address(field.data or "")
        except ValueError:
            raise ValidationError(
                _("Das ist keine vollständige E-Mail-Adresse. Sie sieht zum Beispiel so aus: name@stadt.de")
            ) from None
        if len(field.data) > LONGEST:
            raise ValidationError(_("Bitte höchstens %(number)s Zeichen.", number=LONGEST))
