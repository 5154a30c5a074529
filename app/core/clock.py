"""Now, in UTC; and the one time zone pages are shown in."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

BERLIN = ZoneInfo("Europe/Berlin")


def now() -> datetime:
    """The present moment, aware, UTC. Tests replace this function's clock, never the system's."""
    return datetime.now(UTC)


def today() -> date:
    """The present day in Europe/Berlin."""
    return now().astimezone(BERLIN).date()
