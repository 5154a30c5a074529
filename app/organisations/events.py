from dataclasses import dataclass
from typing import ClassVar

from app.core.events import SubjectChanged, SubjectPublished, SubjectRemoved


@dataclass(frozen=True)
class OrganisationPublished(SubjectPublished):
    stored_name: ClassVar[str] = "organisation.published.v1"


@dataclass(frozen=True)
class OrganisationChanged(SubjectChanged):
    """Name, description, verification or what it acts for."""

    stored_name: ClassVar[str] = "organisation.changed.v1"


@dataclass(frozen=True)
class OrganisationRemoved(SubjectRemoved):
    stored_name: ClassVar[str] = "organisation.removed.v1"
