"""What can happen to a person's account, beside leaving (core: PersonRemoved)."""

from dataclasses import dataclass
from typing import ClassVar

from app.core.events import Event


@dataclass(frozen=True)
class PersonBlocked(Event):
    """Staff keeps somebody out. Whoever shows something in this person's name hides it."""

    person_id: int
    stored_name: ClassVar[str] = "person.blocked.v1"


@dataclass(frozen=True)
class PersonUnblocked(Event):
    """Somebody who was kept out may come in again."""

    person_id: int
    stored_name: ClassVar[str] = "person.unblocked.v1"
