"""Decision facts in words: a value with its unit, a range as a range, and unknown as unknown."""

from datetime import date

from app.core import formats

UNITS = {
    "one_off_cost": ("€", "€"),
    "yearly_cost": ("€ im Jahr", "€ im Jahr"),
    "staff_hours_week": ("Stunde in der Woche", "Stunden in der Woche"),
    "months_to_start": ("Monat", "Monate"),
    "months_running": ("Monat", "Monate"),
    "area_m2": ("m²", "m²"),
}
"""Unit of one and of many."""
MONEY = ("one_off_cost", "yearly_cost")


def in_words(key: str, low: int | None, high: int | None, text: str = "") -> str:
    """("one_off_cost", 1000000, 2000000) → "10.000 bis 20.000 €". Empty when nothing is known.

    low, high: cents, hours a week, months or m², as the key says; 0 is a value, None is unknown.
    """
    if low is None:
        return text
    high = low if high is None else high
    numbers = _number(key, low) if low == high else f"{_number(key, low)} bis {_number(key, high)}"
    words = f"{numbers} {UNITS.get(key, ('', ''))[high != 1]}".strip()
    return f"{words} ({text})" if text else words


def _number(key: str, value: int) -> str:
    return formats.euro(value).removesuffix(" €") if key in MONEY else formats.number(value)


def origin_of_fact(source: str, as_of: date | None) -> str:
    """ "Haushalt 2025, Stand 31. Dezember 2025"; empty when nobody said."""
    return ", ".join(part for part in (source, f"Stand {formats.german_date(as_of)}" if as_of else "") if part)
