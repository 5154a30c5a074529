"""A week as people say it: seven days with up to two spans, holidays, exceptions; and the syntax that means it."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from app.shops.hours.syntax import WEEKDAYS

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
Spans = tuple[tuple[int, int], ...]
"""Minutes of the day; an end before its start or past 1440 is on the next day and is kept as 1440 + minute."""

MOST_SPANS = 2


@dataclass(frozen=True)
class Exception_:
    """Other hours on a day or from day to day. year None: every year. No spans: closed."""

    first: tuple[int | None, int, int]
    last: tuple[int | None, int, int] | None = None
    spans: Spans = ()


@dataclass(frozen=True)
class Week:
    """days: Monday first; no spans: closed. holidays: None: nothing said; (): closed; else their hours."""

    days: tuple[Spans, ...]
    holidays: Spans | None = None
    exceptions: tuple[Exception_, ...] = field(default=())


def to_syntax(week: Week) -> str:
    """ "Mo-Fr 10:00-18:30; Sa 10:00-16:00; PH off"

    Days that run past midnight are joined by commas: after a semicolon the next day would begin anew at midnight.
    """
    groups: dict[Spans, list[int]] = {}
    for number, spans in enumerate(week.days):
        if spans:
            groups.setdefault(spans, []).append(number)
    past_midnight = any(end > 1440 for spans in week.days for _start, end in spans)
    rules = [f"{_days(numbers)} {_spans(spans)}" for spans, numbers in groups.items()]
    parts = [(", " if past_midnight else "; ").join(rules)] if rules else []
    if week.holidays is not None:
        parts.append(f"PH {_spans(week.holidays)}")
    parts += [f"{_dates(one)} {_spans(one.spans)}" for one in week.exceptions]
    return "; ".join(parts)


def _spans(spans: Spans) -> str:
    return ",".join(f"{_clock(start)}-{_clock(end if end <= 1440 else end - 1440)}" for start, end in spans) or "off"


def _clock(minute: int) -> str:
    return f"{minute // 60:02d}:{minute % 60:02d}"


def _days(numbers: Sequence[int]) -> str:
    """[0, 1, 2, 4] → "Mo-We,Fr" """
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ",".join(WEEKDAYS[run[0]] if len(run) == 1 else f"{WEEKDAYS[run[0]]}-{WEEKDAYS[run[-1]]}" for run in runs)


def _dates(one: Exception_) -> str:
    return "-".join(_date(day) for day in (one.first, one.last) if day is not None)


def _date(day: tuple[int | None, int, int]) -> str:
    year, month, number = day
    return f"{f'{year} ' if year else ''}{MONTHS[month - 1]} {number:02d}"


# The way back, for what to_syntax writes and much of what others write alike.

_DAY = "(?:Mo|Tu|We|Th|Fr|Sa|Su)"
_WEEKDAYS = re.compile(rf"^(?P<days>{_DAY}(?:-{_DAY})?(?:,{_DAY}(?:-{_DAY})?)*)$")
_SPAN = re.compile(r"^(\d{1,2}):(\d{2})-(\d{1,2}):(\d{2})$")
_RULE = re.compile(
    r"^(?P<selector>[^0-9]\D*?|(?:\d{4} )?[A-Z][a-z]{2} \d{1,2}(?:-(?:\d{4} )?[A-Z][a-z]{2} \d{1,2})?) ?"
    r"(?P<times>off|closed|\d{1,2}:\d{2}-.*)$"
)
_DATE = re.compile(r"^(?:(\d{4}) )?([A-Z][a-z]{2}) (\d{1,2})$")


def from_syntax(text: str) -> Week | None:
    """The week that the syntax says, or None when a form cannot say it."""
    days: list[Spans | None] = [None] * 7
    holidays: Spans | None = None
    exceptions: list[Exception_] = []
    for rule, adds in _rules(text):
        found = _RULE.match(rule if not rule[0].isdigit() or _starts_with_date(rule) else f"Mo-Su {rule}")
        spans = _read_spans(found["times"]) if found else None
        if found is None or spans is None:
            return None
        selector = found["selector"].strip()
        if selector == "PH" and not adds:
            holidays = spans
        elif _WEEKDAYS.match(selector) and not exceptions and holidays is None:
            for number in _numbers(selector):
                days[number] = _joined(days[number] or (), spans) if adds else spans
        else:
            one = None if adds else _read_exception(selector, spans)
            if one is None:
                return None
            exceptions.append(one)
    if any(day is not None and len(day) > MOST_SPANS for day in days):
        return None
    week = Week(tuple(day or () for day in days), holidays, tuple(exceptions))
    return week if to_syntax(week) else None


def _rules(text: str) -> list[tuple[str, bool]]:
    """Each rule, and whether it adds to those before: after a comma it does, after a semicolon it takes their place."""
    parts = re.split(r"(;|, (?=[A-Z]))", text.strip())
    rules = [parts[0], *parts[2::2]]
    commas = [False, *(mark != ";" for mark in parts[1::2])]
    return [(rule.strip(), adds) for rule, adds in zip(rules, commas, strict=True) if rule.strip()]


def _joined(before: Spans, more: Spans) -> Spans:
    """In order; what overlaps gets one span too many, which no form can say."""
    spans = tuple(sorted((*before, *more)))
    overlaps = any(later[0] < earlier[1] for earlier, later in itertools.pairwise(spans))
    return spans * (MOST_SPANS + 1) if overlaps else spans


def _starts_with_date(rule: str) -> bool:
    return re.match(r"^\d{4} [A-Z]", rule) is not None


def _read_spans(text: str) -> Spans | None:
    if text in ("off", "closed"):
        return ()
    spans = []
    for part in text.split(","):
        found = _SPAN.match(part.strip())
        if found is None:
            return None
        start, end = int(found[1]) * 60 + int(found[2]), int(found[3]) * 60 + int(found[4])
        spans.append((start, end if end > start else end + 1440))
    return tuple(spans) if len(spans) <= MOST_SPANS else None


def _numbers(selector: str) -> list[int]:
    numbers: list[int] = []
    for part in selector.split(","):
        low, _, high = part.partition("-")
        first, last = WEEKDAYS.index(low), WEEKDAYS.index(high or low)
        numbers += range(first, last + 1) if first <= last else [*range(first, 7), *range(last + 1)]
    return numbers


def _read_exception(selector: str, spans: Spans) -> Exception_ | None:
    days = [_read_date(part) for part in selector.split("-")]
    if len(days) > 2 or None in days:
        return None
    first = days[0]
    return Exception_(first, days[1] if len(days) == 2 else None, spans) if first else None


def _read_date(text: str) -> tuple[int | None, int, int] | None:
    found = _DATE.match(text.strip())
    if found is None or found[2] not in MONTHS:
        return None
    year, month, day = int(found[1]) if found[1] else None, MONTHS.index(found[2]) + 1, int(found[3])
    try:
        date(year or 2024, month, day)
    except ValueError:
        return None
    return year, month, day
