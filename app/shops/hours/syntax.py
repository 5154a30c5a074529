"""OSM's opening_hours: what we can read without guessing, and the spans it means on a day.

Not read, because an answer would be a guess: school holidays, sun and dusk, open ends ("18:00+"), days counted from a
holiday, and what the parser refuses. Such hours stand as text.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache

import opening_hours

from app.shops.hours.holidays import holiday_name

LONGEST = 600
WEEKDAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_QUOTED = re.compile(r'("[^"]*")')
_GUESSES = re.compile(r"\bSH\b|sunrise|sunset|dawn|dusk|easter|\d\s*\+|\bPH\s*(?:[+-]|Mo|Tu|We|Th|Fr|Sa|Su|\[)", re.I)
_HOLIDAY = re.compile(r"\bPH\b")


class Unreadable(Exception):
    """The hours say something we will not guess at."""


@dataclass(frozen=True)
class Span:
    """From a minute to a minute on the wall of one day; ends: 1440 is midnight. comment: as in the syntax."""

    starts: int
    ends: int
    comment: str = ""

    @property
    def text(self) -> str:
        words = f"{clock_text(self.starts)} bis {clock_text(self.ends)}"
        return f"{words} ({self.comment})" if self.comment else words


def clock_text(minute: int) -> str:
    return f"{minute // 60}:{minute % 60:02d}"


def normal(text: str) -> str:
    """The same hours as the parser writes them. Raises Unreadable."""
    return str(_parsed(_checked(text)).normalize())


def is_readable(text: str) -> bool:
    try:
        normal(text)
    except Unreadable:
        return False
    return True


def spans_on(text: str, day: date, state_key: str | None) -> list[Span] | None:
    """What is open on a day, in order, cut at midnight. None: a holiday, and the hours say nothing of holidays.

    A holiday counts as its own weekday's exception: "PH" is written as that weekday, so that it is right for the
    Land. Raises Unreadable.
    """
    names = [WEEKDAYS[one.weekday()] for one in (day - timedelta(days=1), day) if holiday_name(one, state_key)]
    says_holidays = _says_holidays(text)
    if holiday_name(day, state_key) and not says_holidays and text.strip() != "24/7":
        return None
    meant = _outside_quotes(text, _HOLIDAY, ",".join(names)) if names and says_holidays else text
    start = datetime.combine(day, time(0))
    found = _parsed(_checked(meant)).intervals(start, start + timedelta(days=1))
    return [
        Span(_minute(low, day), _minute(high, day), comment)
        for low, high, state, comment in found
        if state == opening_hours.State.OPEN
    ]


def _minute(moment: datetime, day: date) -> int:
    return int((moment.replace(tzinfo=None) - datetime.combine(day, time(0))).total_seconds() // 60)


def _says_holidays(text: str) -> bool:
    return any(_HOLIDAY.search(part) for part in _QUOTED.split(text)[::2])


def _outside_quotes(text: str, pattern: re.Pattern[str], word: str) -> str:
    parts = _QUOTED.split(text)
    return "".join(part if number % 2 else pattern.sub(word, part) for number, part in enumerate(parts))


def _checked(text: str) -> str:
    if len(text) > LONGEST or any(_GUESSES.search(part) for part in _QUOTED.split(text)[::2]):
        raise Unreadable(text)
    return text


@lru_cache(2_000)
def _parsed(text: str) -> opening_hours.OpeningHours:
    try:
        return opening_hours.OpeningHours(text)
    except (opening_hours.ParserError, ValueError, OverflowError):  # type: ignore[attr-defined]
        raise Unreadable(text) from None
