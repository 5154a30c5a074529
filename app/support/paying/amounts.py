"""Amounts as Germans type them: "12,50", "12.50", "1.250 €". Everything inside is whole cents."""

import re

from app.core.formats import euro
from app.core.languages import N_, _

MOST_CENTS = 99_999_99
_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,(\d{1,2}))?")
_PLAIN = re.compile(r"\d{1,12}(?:[.,](\d{1,2}))?")
_UNIT = re.compile(r"(?:€|eur|euro)", re.IGNORECASE)

NO_AMOUNT = N_("Bitte geben Sie einen Betrag in Euro an, zum Beispiel 12,50.")
TOO_SMALL = N_("Der Betrag muss größer als 0 sein, mindestens 1 Cent.")
TOO_FINE = N_("Bitte höchstens zwei Stellen nach dem Komma, zum Beispiel 12,50.")


class AmountError(ValueError):
    """str() is a German sentence for the field."""


def cents_of(text: str, *, most: int = MOST_CENTS) -> int:
    """Whole cents, 1 … most. A dot before exactly three digits parts thousands. Raises AmountError."""
    bare = _UNIT.sub("", text, count=1).replace("\u00a0", " ").replace("\u202f", " ").strip()
    bare = re.sub(r",(?:-{1,2}|–|—)$", "", bare).replace("−", "-").replace(" ", "")
    if bare.startswith("-"):
        raise AmountError(_(TOO_SMALL))
    cents = _cents(bare.removeprefix("+"))
    if cents == 0:
        raise AmountError(_(TOO_SMALL))
    if cents > most:
        raise AmountError(_("Der Betrag ist zu groß: Bitte höchstens %(most)s.", most=euro(most // 100 * 100)))
    return cents


def _cents(bare: str) -> int:
    if not bare.isascii():
        raise AmountError(_(NO_AMOUNT))
    found = _THOUSANDS.fullmatch(bare) or _PLAIN.fullmatch(bare)
    if found is None:
        raise AmountError(_(TOO_FINE if re.fullmatch(r"[\d.]*\d+[.,]\d{3,}", bare) else NO_AMOUNT))
    part = found.group(1) or ""
    whole = bare[: len(bare) - len(part) - 1] if part else bare
    return int(whole.replace(".", "")) * 100 + int(part.ljust(2, "0"))


def typed(cents: int) -> str:
    """1250 → "12,50", as one would type it into a bank's form."""
    return f"{cents // 100},{cents % 100:02d}"
