"""The agenda of a talk, on the wall clock, and what is on at this minute."""

from dataclasses import dataclass

from app.core import clock
from app.webtalks import times
from app.webtalks.models import Webtalk


@dataclass(frozen=True)
class Point:
    """at: "10:05". is_now: begun, and the next has not."""

    at: str
    text: str
    is_now: bool = False


def agenda_of(talk: Webtalk) -> list[tuple[str, str]]:
    """("10:05", what) of each point, on the wall clock."""
    return [(one.at, one.text) for one in points_of(talk)]


def points_of(talk: Webtalk) -> list[Point]:
    """In order; none is on before the start and after the end."""
    if talk.starts_at is None or talk.ends_at is None:
        return []
    now, start = clock.now(), talk.starts_at
    points = sorted(talk.agenda, key=lambda one: one["at_minute"])
    begins = [start + times.minutes(one["at_minute"]) for one in points]
    current = sum(one <= now for one in begins) - 1 if start <= now < talk.ends_at else -1
    return [
        Point(f"{begin.astimezone(clock.BERLIN):%H:%M}", one["text"], place == current)
        for place, (begin, one) in enumerate(zip(begins, points, strict=True))
    ]


def place_now(points: list[Point]) -> int:
    """Which point is on, from 0; -1 for none."""
    return next((place for place, one in enumerate(points) if one.is_now), -1)
