"""Topics: made, renamed and ordered by staff; given to things by those who write them."""

from collections.abc import Iterable

from sqlalchemy import delete, func, insert, select, update

from app.core import audit
from app.core.actors import Actor
from app.core.text import slugify
from app.core.transaction import transaction
from app.extensions import db
from app.topics.events import TopicChanged
from app.topics.models import SubjectTopic, Topic


class TopicExists(Exception):
    """There is a topic with this address already."""


def create_topic(title: str, description: str = "", *, in_default_search: bool = True, actor: Actor) -> str:
    """A new topic, last in the list; returns its slug, which stays for good. Raises TopicExists."""
    slug = slugify(title, 60)
    with transaction():
        if not slug or db.session.scalar(select(Topic.id).where(Topic.slug == slug)):
            raise TopicExists
        last = db.session.scalar(select(func.coalesce(func.max(Topic.position), 0)))
        values = {"title": title, "description": description, "in_default_search": in_default_search}
        db.session.add(Topic(slug=slug, position=(last or 0) + 1, **values))
        audit.record("topic.created", actor_id=actor.id, slug=slug)
    return slug


def change_topic(slug: str, *, title: str, description: str, in_default_search: bool, actor: Actor) -> None:
    """Rename or describe it anew; its address stays. Everything that carries it becomes findable anew."""
    with transaction() as tx:
        topic = db.session.scalars(select(Topic).where(Topic.slug == slug)).one()
        topic.title, topic.description, topic.in_default_search = title, description, in_default_search
        audit.record("topic.changed", actor_id=actor.id, slug=slug, title=title)
        tx.publish(TopicChanged(topic.id))


def move_topic(slug: str, steps: int) -> None:
    """Up (negative) or down by so many places; positions are counted anew from 1."""
    with transaction():
        rows = list(db.session.execute(select(Topic.id, Topic.slug).order_by(Topic.position, Topic.title)))
        at = next(number for number, row in enumerate(rows) if row.slug == slug)
        rows.insert(max(0, min(len(rows) - 1, at + steps)), rows.pop(at))
        for position, row in enumerate(rows, 1):
            db.session.execute(update(Topic).where(Topic.id == row.id).values(position=position))


def set_topics(subject_id: int, slugs: Iterable[str]) -> None:
    """Give a subject exactly these topics; unknown slugs are left out."""
    with transaction():
        wanted = set(db.session.scalars(select(Topic.id).where(Topic.slug.in_(list(slugs)))))
        mine = SubjectTopic.subject_id == subject_id
        present = set(db.session.scalars(select(SubjectTopic.topic_id).where(mine)))
        db.session.execute(delete(SubjectTopic).where(mine, SubjectTopic.topic_id.in_(present - wanted)))
        for topic_id in sorted(wanted - present):
            db.session.execute(insert(SubjectTopic).values(subject_id=subject_id, topic_id=topic_id))
