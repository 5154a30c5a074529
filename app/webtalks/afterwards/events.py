from dataclasses import dataclass
from typing import ClassVar

from app.core.events import SubjectChanged, SubjectPublished, SubjectRemoved


@dataclass(frozen=True)
class RecapPublished(SubjectPublished):
    stored_name: ClassVar[str] = "recap.published.v1"


@dataclass(frozen=True)
class RecapChanged(SubjectChanged):
    stored_name: ClassVar[str] = "recap.changed.v1"


@dataclass(frozen=True)
class RecapRemoved(SubjectRemoved):
    """Taken back, or hidden together with its talk."""

    stored_name: ClassVar[str] = "recap.removed.v1"
