"""A month as rows of weeks, for the calendar page."""

import calendar
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from app.core import clock, formats
from app.webtalks import times


@dataclass(frozen=True)
class Entry:
    time: str
    title: str
    url: str
    is_cancelled: bool


@dataclass(frozen=True)
class Day:
    date: date
    is_in_month: bool
    is_today: bool
    entries: Sequence[Entry]

    @property
    def label(self) -> str:
        return f"{formats.DAYS[self.date.weekday()]}, {formats.german_date(self.date)}"


@dataclass(frozen=True)
class Month:
    title: str
    weeks: Sequence[Sequence[Day]]
    before: str
    after: str

    @property
    def is_empty(self) -> bool:
        return not any(day.entries for week in self.weeks for day in week)


def month_of(first: date, rows: Sequence[Any]) -> Month:
    """rows: talks that begin in the month, in order."""
    by_day = defaultdict(list)
    for row in rows:
        starts = row.starts_at.astimezone(clock.BERLIN)
        url = f"/webtalks/{row.slug}"
        by_day[times.day_of(row.starts_at)].append(
            Entry(f"{starts:%H:%M}", row.title, url, row.cancelled_at is not None)
        )
    weeks = [
        [Day(day, day.month == first.month, day == clock.today(), by_day[day]) for day in week]
        for week in calendar.Calendar().monthdatescalendar(first.year, first.month)
    ]
    before, after = first - timedelta(days=1), first + timedelta(days=32)
    title = f"{formats.MONTHS[first.month - 1]} {first.year}"
    return Month(title, weeks, f"{before:%Y-%m}", f"{after:%Y-%m}")
