"""What other pages lend a place for: cases of a town, entries of a topic, entries of an organisation."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, Select, select, union_all

from app.core.subjects import Subject
from app.extensions import db
from app.organisations.cards import Card
from app.practices.kinds import CASE, PRACTICE
from app.practices.models import CaseStudy
from app.practices.queries.cards import ROWS, counts_as_reference, with_stub
from app.topics.models import SubjectTopic

MOST = 6
MOST_STUBS = 12
_NEWEST = (Subject.published_at.desc(), Subject.id.desc())


@dataclass(frozen=True)
class Shelf:
    """cards: at most MOST; has_more: there are others. stubs: examples that a source names."""

    cards: list[Card]
    has_more: bool = False
    stubs: tuple[Card, ...] = ()


def cases_of_town(place_id: int) -> Shelf:
    """Unconfirmed vendors' cases and stubs do not count as the town's own; stubs stand apart."""
    base = ROWS.where(Subject.kind == CASE, Subject.place_id == place_id, counts_as_reference())
    told = _shelf(base.where(CaseStudy.is_stub.is_(False)))
    stubs = db.session.execute(base.where(CaseStudy.is_stub.is_(True)).order_by(*_NEWEST).limit(MOST_STUBS))
    return Shelf(told.cards, told.has_more, tuple(with_stub(row) for row in stubs))


def entries_of_topic(topic_id: int, kind: str) -> Shelf:
    carrying = select(SubjectTopic.subject_id).where(SubjectTopic.topic_id == topic_id)
    base = ROWS.where(Subject.kind == kind, Subject.id.in_(carrying))
    return _shelf(base if kind == PRACTICE else base.where(CaseStudy.is_stub.is_(False)))


def entries_of_organisation(organisation_id: int) -> dict[str, Shelf]:
    """By kind; one statement."""
    own = ROWS.where(Subject.owner_id == organisation_id)
    parts = [_newest(own.where(Subject.kind == kind)).subquery() for kind in (CASE, PRACTICE)]
    rows = db.session.execute(union_all(*map(select, parts))).all()
    return {kind: _shelf_of([row for row in rows if row.kind == kind]) for kind in (CASE, PRACTICE)}


def _shelf(query: Select[Any]) -> Shelf:
    return _shelf_of(db.session.execute(_newest(query)).all())


def _newest(query: Select[Any]) -> Select[Any]:
    return query.order_by(*_NEWEST).limit(MOST + 1)


def _shelf_of(rows: Sequence[Row[Any]]) -> Shelf:
    return Shelf([with_stub(row) for row in rows[:MOST]], len(rows) > MOST)
