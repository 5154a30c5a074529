"""Names of people."""

import re
import unicodedata
from typing import Any

from wtforms.validators import ValidationError

from app.core.text import clean

LONGEST = 120
_HANDLE = re.compile("[a-z0-9-]{1,60}")
_INVISIBLE = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_ADVERTISING = re.compile(r"://|www\.|@", re.IGNORECASE)


def is_handle(text: str) -> bool:
    """Could it be one? Everything else need not reach the database, which takes no NUL."""
    return bool(_HANDLE.fullmatch(text))


def cleaned_name(text: str) -> str:
    """The name on one line, without marks that turn or hide letters; empty when no letter is left."""
    name = " ".join(_INVISIBLE.sub("", clean(text)).split())
    return name if any(unicodedata.category(c)[0] in "LN" for c in name) else ""


class PersonName:
    """Validator: leaves the cleaned name in the field; no addresses in it."""

    def __call__(self, form: Any, field: Any) -> None:
        field.data = cleaned_name(field.data or "")
        if not field.data:
            raise ValidationError("Bitte geben Sie Ihren Namen an.")
        if len(field.data) > LONGEST:
            raise ValidationError(f"Bitte höchstens {LONGEST} Zeichen.")
        if _ADVERTISING.search(field.data):
            raise ValidationError("Bitte geben Sie hier nur Ihren Namen an, keine Adresse.")
