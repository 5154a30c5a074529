"""What can happen to a subject or a person, in the past tense; and who listens.

Events are frozen dataclasses of ids and plain values, so they can wait in the jobs table.
Each has a stored name that survives renaming the class.
"""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any, ClassVar


@dataclass(frozen=True)
class Event:
    stored_name: ClassVar[str] = ""

    def payload(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True)
class SubjectEvent(Event):
    kind: str
    id: int
    actor_id: int | None = None


@dataclass(frozen=True)
class SubjectPublished(SubjectEvent):
    stored_name: ClassVar[str] = "subject.published.v1"


@dataclass(frozen=True)
class SubjectChanged(SubjectEvent):
    stored_name: ClassVar[str] = "subject.changed.v1"


@dataclass(frozen=True)
class SubjectRemoved(SubjectEvent):
    """Withdrawn, hidden or deleted: nobody but its own people may find it any more."""

    stored_name: ClassVar[str] = "subject.removed.v1"


@dataclass(frozen=True)
class SubjectsImported(Event):
    """Many subjects of one kind were written, changed or deleted at once, past their services (imports, demo).

    Whoever keeps something about single subjects takes all ids in one go; what is gone has no document any more.
    """

    kind: str
    ids: list[int]
    stored_name: ClassVar[str] = "subjects.imported.v1"


@dataclass(frozen=True)
class PersonRemoved(Event):
    """A person has left. Whoever keeps a name anonymises it."""

    person_id: int
    stored_name: ClassVar[str] = "person.removed.v1"


@dataclass(frozen=True)
class Listener:
    """Handler for an event class and all that inherit from it.

    name: stored, e.g. "search.mark". handler(event): runs as a job, may run twice unharmed.
    inline: runs in the same transaction instead, for bookkeeping rows that must be committed together.
    """

    name: str
    event: type[Event]
    handler: Callable[[Any], None]
    inline: bool = False


class EventRegistry:
    """All event classes by stored name and all listeners by name."""

    def __init__(self) -> None:
        self.listeners: dict[str, Listener] = {}

    def add(self, listener: Listener) -> None:
        if listener.name in self.listeners:
            raise RuntimeError(f"two listeners are called {listener.name}")
        self.listeners[listener.name] = listener

    def for_event(self, event: Event) -> list[Listener]:
        return [one for one in self.listeners.values() if isinstance(event, one.event)]


def event_class(stored_name: str) -> type[Event]:
    """The class of a stored event name. Raises KeyError when no class carries it."""
    waiting = [Event]
    while waiting:
        cls = waiting.pop()
        if cls.stored_name == stored_name:
            return cls
        waiting += cls.__subclasses__()
    raise KeyError(stored_name)
