"""What can happen to a shop."""

from dataclasses import dataclass
from typing import ClassVar

from app.core.events import SubjectChanged, SubjectPublished, SubjectRemoved


@dataclass(frozen=True)
class ShopPublished(SubjectPublished):
    """An entry can be read for the first time."""

    stored_name: ClassVar[str] = "shop.published.v1"


@dataclass(frozen=True)
class ShopChanged(SubjectChanged):
    """Its words, hours, position or people have changed; closing counts too."""

    stored_name: ClassVar[str] = "shop.changed.v1"


@dataclass(frozen=True)
class ShopRemoved(SubjectRemoved):
    """It is gone for good, or withdrawn."""

    stored_name: ClassVar[str] = "shop.removed.v1"
