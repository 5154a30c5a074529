"""OSM's opening_hours: what we can read without guessing, and the spans it means on a day.

Not read, because an answer would be a guess: school holidays, sun and dusk, open ends ("18:00+"), days counted from a
holiday, and what the parser refuses. Such hours stand as text.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache

import opening_hours

from app.shops.hours.holidays import holiday_name, uncertain_holiday_name
from app.shops.hours.midnight import halves

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


def spans_on(text: str, day: date, region: str | None) -> list[Span] | None:
    """What is open on a day, in order, cut at midnight. None: a holiday, and the hours say nothing of holidays; or a
    day that is a holiday in part of the Land. region: as of holidays.region_of. Raises Unreadable.
    """
    parts = halves(text)
    own = _own_spans(parts.evening if parts else text, text, day, region)
    if own is None or parts is None:
        return own
    return _joined([*night_before(text, day, region), *own])


def night_before(text: str, day: date, region: str | None) -> list[Span]:
    """What has begun the day before and goes on past midnight."""
    parts = halves(text)
    return _own_spans(parts.night, text, day - timedelta(days=1), region) or [] if parts else []


def _own_spans(meant: str, text: str, day: date, region: str | None) -> list[Span] | None:
    """Of one day. A holiday counts as its own weekday's exception: "PH" is written as that weekday."""
    name, says_holidays = holiday_name(day, region), _says_holidays(text)
    always = text.strip() == "24/7"
    if not always and (uncertain_holiday_name(day, region) or (name and not says_holidays)):
        return None
    if name and says_holidays:
        meant = _outside_quotes(meant, _HOLIDAY, WEEKDAYS[day.weekday()])
    start = datetime.combine(day, time(0))
    found = _parsed(_checked(meant)).intervals(start, start + timedelta(days=1))
    return [
        Span(_minute(low, day), _minute(high, day), comment)
        for low, high, state, comment in found
        if state == opening_hours.State.OPEN
    ]


def _joined(spans: list[Span]) -> list[Span]:
    """In order, those that touch made one."""
    found: list[Span] = []
    for span in sorted(spans, key=lambda one: one.starts):
        last = found[-1] if found else None
        if last and span.starts <= last.ends and span.comment == last.comment:
            found[-1] = Span(last.starts, max(last.ends, span.ends), last.comment)
        else:
            found.append(span)
    return found


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
