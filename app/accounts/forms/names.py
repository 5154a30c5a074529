import re
import unicodedata
from typing import Any

from wtforms.validators import ValidationError

LONGEST = 120
_INVISIBLE = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_ADVERTISING = re.compile(r"://|www\.|@", re.IGNORECASE)


class PersonName:
    """Validator: leaves the name on one line, without marks that turn or hide letters; no addresses in it."""

    def __call__(self, form: Any, field: Any) -> None:
        field.data = " ".join(_INVISIBLE.sub("", field.data or "").split())
        if not any(unicodedata.category(c)[0] in "LN" for c in field.data):
            raise ValidationError("Bitte geben Sie Ihren Namen an.")
        if len(field.data) > LONGEST:
            raise ValidationError(f"Bitte höchstens {LONGEST} Zeichen.")
        if _ADVERTISING.search(field.data):
            raise ValidationError("Bitte geben Sie hier nur Ihren Namen an, keine Adresse.")
