"""The agenda of a talk, on the wall clock."""

from app.core import clock
from app.webtalks import times
from app.webtalks.models import Webtalk


def agenda_of(talk: Webtalk) -> list[tuple[str, str]]:
    """("10:05", what) of each point, on the wall clock."""
    if talk.starts_at is None:
        return []
    start = talk.starts_at
    return [
        (f"{(start + times.minutes(one['at_minute'])).astimezone(clock.BERLIN):%H:%M}", one["text"])
        for one in talk.agenda
    ]
