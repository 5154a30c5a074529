"""Days, months and years as they are typed: 24.03.2024 · 03/2024 · März 2024 · 2024."""

import calendar
import re
from datetime import date

from app.core import formats
from app.practices.writing.typed.numbers import Unreadable

EARLIEST, LATEST = 1900, 2100
ADVICE = "Bitte schreiben Sie das Datum als TT.MM.JJJJ, MM/JJJJ oder nur das Jahr."
_DAY = re.compile(r"([0-9]{1,2})\.\s*([0-9]{1,2})\.\s*([0-9]{4})")
_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_MONTH = re.compile(r"([0-9]{1,2})\s*[/.]\s*([0-9]{4})")
_NAMED = re.compile(r"(?:([0-9]{1,2})\.?\s+)?([a-zäöü]+)\.?\s+([0-9]{4})", re.IGNORECASE)
_YEAR = re.compile(r"[0-9]{4}")
_NAMES = {name.casefold(): number for number, name in enumerate(formats.MONTHS, 1)}
_SHORT = {name[:3]: number for name, number in _NAMES.items()} | {"mrz": 3, "sept": 9}


def read_date(text: str, *, end: bool = False) -> date | None:
    """The day that was typed, None for nothing. end: a month or year means its last day instead of its first.

    Raises Unreadable with a German sentence.
    """
    plain = " ".join(text.split())
    if plain.casefold() in {"", "?", "unbekannt", "offen", "-", "–"}:
        return None
    year, month, day = _numbers(plain)
    if not EARLIEST <= year <= LATEST:
        raise Unreadable(f"Das Jahr {year} kann hier nicht stimmen. {ADVICE}")
    if month is not None and not 1 <= month <= 12:
        raise Unreadable(f"Einen Monat {month} gibt es nicht. {ADVICE}")
    return _day(year, month or (12 if end else 1), day, end)


def _numbers(text: str) -> tuple[int, int | None, int | None]:
    """Year, month, day; None for what was left out."""
    if found := _DAY.fullmatch(text):
        return int(found[3]), int(found[2]), int(found[1])
    if found := _ISO.fullmatch(text):
        return int(found[1]), int(found[2]), int(found[3])
    if found := _MONTH.fullmatch(text):
        return int(found[2]), int(found[1]), None
    if found := _NAMED.fullmatch(text):
        return int(found[3]), _month_of(found[2]), int(found[1]) if found[1] else None
    if _YEAR.fullmatch(text):
        return int(text), None, None
    raise Unreadable(ADVICE)


def _month_of(name: str) -> int:
    number = _NAMES.get(name.casefold()) or _SHORT.get(name.casefold())
    if number is None:
        raise Unreadable(ADVICE)
    return number


def _day(year: int, month: int, day: int | None, end: bool) -> date:
    last = calendar.monthrange(year, month)[1]
    if day is None:
        return date(year, month, last if end else 1)
    if not 1 <= day <= last:
        raise Unreadable(f"Den {day}. {formats.MONTHS[month - 1]} {year} gibt es nicht. {ADVICE}")
    return date(year, month, day)


def typed_date(value: date | None, *, end: bool = False) -> str:
    """A stored day as one would type it: a whole year or month when it is its first (end: last) day."""
    if value is None:
        return ""
    for text in (f"{value.year:04}", f"{value.month:02}/{value.year:04}"):
        if read_date(text, end=end) == value:
            return text
    return f"{value:%d.%m.%Y}"
