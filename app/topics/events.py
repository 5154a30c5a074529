from dataclasses import dataclass
from typing import ClassVar

from app.core.events import Event


@dataclass(frozen=True)
class TopicChanged(Event):
    """Its name, its description, or whether the default search shows what carries it."""

    topic_id: int
    stored_name: ClassVar[str] = "topic.changed.v1"
