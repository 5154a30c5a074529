"""What can happen to a talk and to a seat; mails, calendars and the room listen.

A talk's events carry its id (kind "webtalk"); a seat's events the ids of talk and registration.
"""

from dataclasses import dataclass
from typing import ClassVar

from app.core.events import Event, SubjectChanged, SubjectPublished, SubjectRemoved


@dataclass(frozen=True)
class WebtalkPublished(SubjectPublished):
    stored_name: ClassVar[str] = "webtalk.published.v1"


@dataclass(frozen=True)
class WebtalkChanged(SubjectChanged):
    """Words, speakers, capacity …: not the time. for_calendars: the sequence has risen (title, link)."""

    for_calendars: bool = False
    stored_name: ClassVar[str] = "webtalk.changed.v1"


@dataclass(frozen=True)
class WebtalkMoved(SubjectChanged):
    """The time has changed. old_start, old_end: ISO 8601 in UTC; sequence: the new one."""

    old_start: str = ""
    old_end: str = ""
    sequence: int = 0
    stored_name: ClassVar[str] = "webtalk.moved.v1"


@dataclass(frozen=True)
class WebtalkCancelled(SubjectChanged):
    """It does not take place; the page stays and says why."""

    sequence: int = 0
    stored_name: ClassVar[str] = "webtalk.cancelled.v1"


@dataclass(frozen=True)
class WebtalkRemoved(SubjectRemoved):
    stored_name: ClassVar[str] = "webtalk.removed.v1"


@dataclass(frozen=True)
class SeatEvent(Event):
    """Something about one registration."""

    webtalk_id: int
    registration_id: int


@dataclass(frozen=True)
class SeatGiven(SeatEvent):
    """Registered and seated: at once, from the waiting list, or by accepting an offer."""

    stored_name: ClassVar[str] = "webtalk.seat-given.v1"


@dataclass(frozen=True)
class PutOnWaitingList(SeatEvent):
    """place: position in the queue, from 1."""

    place: int = 0
    stored_name: ClassVar[str] = "webtalk.waiting.v1"


@dataclass(frozen=True)
class SeatOffered(SeatEvent):
    """A seat is kept until registration.offered_until."""

    stored_name: ClassVar[str] = "webtalk.seat-offered.v1"


@dataclass(frozen=True)
class SeatToConfirm(SeatEvent):
    """Does the person still come? Unconfirmed seats are given on a day before the start, if somebody waits."""

    stored_name: ClassVar[str] = "webtalk.seat-to-confirm.v1"


@dataclass(frozen=True)
class SeatLost(SeatEvent):
    """The registration has ended. ending: see kinds.ENDINGS."""

    ending: str = ""
    stored_name: ClassVar[str] = "webtalk.seat-lost.v1"


@dataclass(frozen=True)
class HostMissing(Event):
    """The last host of a coming talk has left; its organisation names another one."""

    webtalk_id: int
    stored_name: ClassVar[str] = "webtalk.host-missing.v1"


@dataclass(frozen=True)
class QuestionHidden(Event):
    """A question was taken away by the host or by moderation, or is shown again."""

    webtalk_id: int
    stored_name: ClassVar[str] = "webtalk.question-hidden.v1"
