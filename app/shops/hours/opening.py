"""The moments between which a shop is open, and the table of the coming week."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from app.core import clock
from app.core.languages import N_
from app.shops.hours.holidays import holiday_name, uncertain_holiday_name
from app.shops.hours.syntax import Span, Unreadable, night_before, spans_on

DAYS_AHEAD = 14
NAMES = (N_("Montag"), N_("Dienstag"), N_("Mittwoch"), N_("Donnerstag"), N_("Freitag"), N_("Samstag"), N_("Sonntag"))


@dataclass(frozen=True)
class Day:
    """One row of the week's table. spans None: a holiday the hours say nothing about."""

    on: date
    name: str
    holiday: str
    spans: list[Span] | None
    is_today: bool

    @property
    def text(self) -> str:
        if self.spans is None:
            return "Bitte nachfragen"
        return ", ".join(span.text for span in self.spans) or "Geschlossen"


def week_from(first: date, opening_hours: str, region: str | None) -> list[Day]:
    """Seven days; none when the hours cannot be read."""
    days = [first + timedelta(days=number) for number in range(7)]
    try:
        return [
            Day(
                day,
                NAMES[day.weekday()],
                holiday_name(day, region) or _local(day, region),
                spans_on(opening_hours, day, region),
                day == first,
            )
            for day in days
        ]
    except Unreadable:
        return []


def _local(day: date, region: str | None) -> str:
    name = uncertain_holiday_name(day, region)
    return f"{name}, nicht überall Feiertag" if name else ""


def next_span(opening_hours: str, region: str | None, now: datetime) -> tuple[datetime, datetime] | None:
    """The span that holds now, or the next one within two weeks; UTC. Spans that meet at midnight are one.

    Spans with a comment ("nach Vereinbarung") are left out: they promise nothing.
    """
    today = now.astimezone(clock.BERLIN).date()
    try:
        spans = list(_moments(opening_hours, region, today - timedelta(days=1)))
    except Unreadable:
        return None
    joined: list[tuple[datetime, datetime]] = []
    for low, high in spans:
        if joined and low <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(high, joined[-1][1]))
        else:
            joined.append((low, high))
    return next((span for span in joined if span[1] > now), None)


def _moments(opening_hours: str, region: str | None, first: date) -> Iterator[tuple[datetime, datetime]]:
    for number in range(DAYS_AHEAD + 1):
        day = first + timedelta(days=number)
        spans = spans_on(opening_hours, day, region)
        for span in night_before(opening_hours, day, region) if spans is None else spans:
            low, high = _at(day, span.starts), _at(day, span.ends)
            if not span.comment and low < high:
                yield low, high


def _at(day: date, minute: int) -> datetime:
    """A minute on the wall of Europe/Berlin as a moment; one the clock leaps over is the one after the leap."""
    day, minute = (day + timedelta(days=1), minute - 1440) if minute >= 1440 else (day, minute)
    local = datetime.combine(day, time(minute // 60, minute % 60), tzinfo=clock.BERLIN)
    return local.astimezone(clock.UTC)
