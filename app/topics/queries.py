"""Reads of topics; there are a few dozen, so all of them are kept per process until the next write."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from app.core.remembered import remembered
from app.core.rows import rows
from app.extensions import db
from app.topics.models import SubjectTopic, Topic


@dataclass(frozen=True)
class TopicRow:
    """One topic, plain. position: order in every list."""

    id: int
    slug: str
    title: str
    description: str
    in_default_search: bool
    position: int

    @property
    def url(self) -> str:
        return f"/themen/{self.slug}"


def all_topics() -> tuple[TopicRow, ...]:
    """All topics in their order; no statement while nobody has written."""
    return remembered("topics", _read_all)


def _read_all() -> tuple[TopicRow, ...]:
    return tuple(TopicRow(*row) for row in rows(_ALL))


_ALL = select(Topic.id, Topic.slug, Topic.title, Topic.description, Topic.in_default_search, Topic.position).order_by(
    Topic.position, Topic.title
)


def find_topic(slug: str) -> TopicRow | None:
    return next((topic for topic in all_topics() if topic.slug == slug), None)


def topic_choices() -> list[tuple[str, str]]:
    """(slug, title) for forms."""
    return [(topic.slug, topic.title) for topic in all_topics()]


def topics_of(subject_ids: Sequence[int]) -> dict[int, list[TopicRow]]:
    """The topics of these subjects, in order; one statement."""
    known, found = {topic.id: topic for topic in all_topics()}, defaultdict(list)
    query = select(SubjectTopic.subject_id, SubjectTopic.topic_id).where(SubjectTopic.subject_id.in_(subject_ids))
    for row in db.session.execute(query) if subject_ids else ():
        if row.topic_id in known:
            found[row.subject_id].append(known[row.topic_id])
    return {key: sorted(topics, key=lambda one: (one.position, one.title)) for key, topics in found.items()}
