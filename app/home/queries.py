"""What the start page and the site map show."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Row, func, or_, select

from app.core.subjects import Subject, open_only, subject_types
from app.extensions import db
from app.organisations.cards import Card, card_columns, card_of
from app.topics.models import SubjectTopic, Topic

PER_MAP = 40_000
SHOWN_FIRST = ("case_study", "practice")

_newest = (
    open_only(card_columns())
    .where(Subject.kind.in_(SHOWN_FIRST), Subject.origin != "offene_daten")
    .order_by(Subject.published_at.desc(), Subject.id.desc())
    .limit(6)
)
_told_here = or_(Subject.kind != "case_study", Subject.origin != "offene_daten")
_counts = (
    open_only(select(Subject.kind, func.count(Subject.id).label("number"))).where(_told_here).group_by(Subject.kind)
)
_topics = (
    open_only(
        select(Topic.slug, Topic.title, func.count(SubjectTopic.subject_id).label("number"))
        .outerjoin(SubjectTopic, SubjectTopic.topic_id == Topic.id)
        .join(Subject, Subject.id == SubjectTopic.subject_id)
    )
    .where(Topic.in_default_search)
    .group_by(Topic.id, Topic.slug, Topic.title, Topic.position)
    .order_by(Topic.position, Topic.title)
)


def newest() -> list[Card]:
    """What members published last; imported catalogues would bury it."""
    return [card_of(row) for row in db.session.execute(_newest)]


def counts() -> dict[str, int]:
    """Number of open things by kind; cases that only stand in another catalogue are not ours to count."""
    return {row.kind: row.number for row in db.session.execute(_counts)}


def topics() -> Sequence[Row]:
    """Topics with the number of open things that carry them."""
    return db.session.execute(_topics).all()


def site_map_size() -> int:
    """Number of files the site map needs."""
    return -(-db.session.scalar(_listed(func.count(Subject.id))) // PER_MAP) or 1


def site_map(number: int) -> list[tuple[str, datetime]]:
    """Addresses and last changes of one file of the site map. Invented entries are left out."""
    kinds = subject_types()
    query = _listed(Subject.kind, Subject.slug, Subject.changed_at).order_by(Subject.id)
    rows = db.session.execute(query.limit(PER_MAP).offset((number - 1) * PER_MAP))
    return [(kinds[kind].address(slug), changed_at) for kind, slug, changed_at in rows]


def _listed(*columns):  # type: ignore[no-untyped-def]
    bare = [kind.kind for kind in subject_types().values() if not kind.lists_open_data]
    query = open_only(select(*columns)).where(Subject.origin != "demo", Subject.kind.in_(_kinds()))
    return query.where(or_(Subject.origin != "offene_daten", Subject.kind.not_in(bare)))


def _kinds() -> list[str]:
    return [kind.kind for kind in subject_types().values() if kind.is_listed]
