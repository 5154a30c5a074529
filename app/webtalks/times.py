"""From the wall clock in Europe/Berlin to moments in UTC and back, right over both changes of the clock."""

from datetime import UTC, date, datetime, time, timedelta

from app.core import formats
from app.core.clock import BERLIN


class NoSuchTime(ValueError):
    """In the night in March the clock jumps from 2 to 3: what lies between does not exist."""


class TwiceThatDay(ValueError):
    """In the night in October the hour from 2 to 3 comes twice: say which one."""


def moment(day: date, at: time, *, later: bool | None = None) -> datetime:
    """The moment (UTC) at which the clock in Berlin shows that time on that day.

    later: which one, where it comes twice: False in summer time, True an hour later in winter time.
    Raises NoSuchTime, TwiceThatDay.
    """
    wall = datetime.combine(day, at.replace(second=0, microsecond=0))
    first, second = (wall.replace(tzinfo=BERLIN, fold=fold).astimezone(UTC) for fold in (0, 1))
    if first.astimezone(BERLIN).replace(tzinfo=None) != wall:
        raise NoSuchTime
    if first != second and later is None:
        raise TwiceThatDay
    return second if later else first


def comes_twice(value: datetime) -> bool:
    """Whether the wall clock shows this moment's time a second time."""
    wall = value.astimezone(BERLIN)
    return wall.replace(fold=0).utcoffset() != wall.replace(fold=1).utcoffset()


def day_of(value: datetime) -> date:
    return value.astimezone(BERLIN).date()


def clock_time(value: datetime) -> time:
    """Hours and minutes on the wall."""
    return value.astimezone(BERLIN).time().replace(second=0, microsecond=0, fold=0)


def is_later_one(value: datetime) -> bool | None:
    """For forms: which of the two, where the time comes twice; else None."""
    return value.astimezone(BERLIN).fold == 1 if comes_twice(value) else None


def span(starts_at: datetime, ends_at: datetime) -> str:
    """Di., 24. November 2026, 10:00 bis 11:00 Uhr."""
    start, end = starts_at.astimezone(BERLIN), ends_at.astimezone(BERLIN)
    first = f"{formats.DAYS[start.weekday()]}, {formats.german_date(start)}, {start:%H:%M}{_season(starts_at)}"
    if start.date() == end.date():
        return f"{first} bis {end:%H:%M} Uhr{_season(ends_at)}"
    return f"{first} Uhr bis {formats.german_datetime(end)}"


def _season(value: datetime) -> str:
    """Said only where the time alone leaves it open."""
    if not comes_twice(value):
        return ""
    return " (Winterzeit)" if value.astimezone(BERLIN).fold else " (Sommerzeit)"


def minutes(number: int) -> timedelta:
    return timedelta(minutes=number)
