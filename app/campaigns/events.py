"""What can happen to a campaign."""

from dataclasses import dataclass
from typing import ClassVar

from app.core.events import Event, SubjectChanged, SubjectPublished


@dataclass(frozen=True)
class CampaignPublished(SubjectPublished):
    """The town has switched it on: from now on it can be read."""

    stored_name: ClassVar[str] = "campaign.published.v1"


@dataclass(frozen=True)
class CampaignChanged(SubjectChanged):
    """Words, window, shops; also that it has begun, was stopped or is over."""

    stored_name: ClassVar[str] = "campaign.changed.v1"


@dataclass(frozen=True)
class CampaignStopped(Event):
    """Called off before its begin, or ended before its time. Comes beside CampaignChanged."""

    id: int
    stored_name: ClassVar[str] = "campaign.stopped.v1"
