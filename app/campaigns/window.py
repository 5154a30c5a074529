"""The window of time: typed days and times in Europe/Berlin, moments in UTC, and words for both."""

from datetime import date, datetime, time, timedelta

from app.core import formats
from app.core.clock import BERLIN
from app.webtalks import times

MIDNIGHT = time()
LONGEST = timedelta(days=366)


class BadMoment(ValueError):
    """str() is a German sentence."""


def starting(day: date, at: time | None) -> datetime:
    """Without a time: with the beginning of the day. Raises BadMoment."""
    return _moment(day, at or MIDNIGHT)


def ending(day: date, at: time | None) -> datetime:
    """Without a time: with the end of the day. Raises BadMoment."""
    return _moment(day, at) if at is not None else _moment(day + timedelta(days=1), MIDNIGHT)


def _moment(day: date, at: time) -> datetime:
    if not 2000 <= day.year <= 2100:
        raise BadMoment("Dieser Tag liegt zu weit weg.")
    shown = f"{at:%H:%M} Uhr"
    try:
        return times.moment(day, at)
    except times.NoSuchTime:
        raise BadMoment(f"An diesem Tag gibt es {shown} nicht: In der Nacht springt die Uhr von 2 auf 3 Uhr.") from None
    except times.TwiceThatDay:
        raise BadMoment(
            f"An diesem Tag kommt {shown} zweimal. Bitte nehmen Sie eine Zeit vor 2 oder ab 3 Uhr."
        ) from None


def typed(starts_at: datetime | None, ends_at: datetime | None) -> dict[str, str]:
    """What the form shows: starts_day, starts_time, ends_day, ends_time."""
    if starts_at is None or ends_at is None:
        return dict.fromkeys(("starts_day", "starts_time", "ends_day", "ends_time"), "")
    first, last = starts_at.astimezone(BERLIN), ends_at.astimezone(BERLIN)
    is_whole = last.time() == MIDNIGHT
    day = last.date() - timedelta(days=is_whole)
    return {
        "starts_day": f"{first:%d.%m.%Y}",
        "starts_time": "" if first.time() == MIDNIGHT else f"{first:%H:%M}",
        "ends_day": f"{day:%d.%m.%Y}",
        "ends_time": "" if is_whole else f"{last:%H:%M}",
    }


def words(starts_at: datetime | None, ends_at: datetime | None) -> str:
    """ "vom 2. November 2026 bis zum 6. Dezember 2026", with times where they are said."""
    if starts_at is None or ends_at is None:
        return ""
    return f"vom {said(starts_at)} bis zum {last_day(ends_at)}"


def last_day(ends_at: datetime) -> str:
    """The last day, or day and time where it ends within one."""
    last = ends_at.astimezone(BERLIN)
    return formats.german_date(last.date() - timedelta(days=1)) if last.time() == MIDNIGHT else said(ends_at)


def said(moment: datetime) -> str:
    """The day, with the time where it is not midnight."""
    local = moment.astimezone(BERLIN)
    day = formats.german_date(local)
    return day if local.time() == MIDNIGHT else f"{day}, {local:%H:%M} Uhr"


def typed_moment(text: str) -> str:
    """ISO text as stored between two writers → "2. November 2026, 10:00 Uhr"."""
    return said(datetime.fromisoformat(text))
