"""What other pages lend a place for: cases of a town, entries of a topic, entries of an organisation."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, Select, bindparam, select, union_all

from app.core.rows import rows
from app.core.subjects import Subject
from app.organisations.cards import Card
from app.practices.kinds import CASE, PRACTICE
from app.practices.models import CaseStudy
from app.practices.queries.cards import ROWS, counts_as_reference, with_stub
from app.topics.models import SubjectTopic

MOST = 6
MOST_STUBS = 12
LOOKED_AT = 300
_case = Subject.__table__.alias("case_subject")
_NEWEST = (Subject.published_at.desc(), Subject.id.desc())


@dataclass(frozen=True)
class Shelf:
    """cards: at most MOST; has_more: there are others. stubs: examples that a source names."""

    cards: list[Card]
    has_more: bool = False
    stubs: tuple[Card, ...] = ()


def cases_of_town(place_id: int) -> Shelf:
    """Unconfirmed vendors' cases and stubs do not count as the town's own; stubs stand apart."""
    found = rows(_OF_TOWN, {"place_id": place_id})
    told = _shelf_of([row for row in found if not row.is_stub])
    return Shelf(told.cards, told.has_more, tuple(with_stub(row) for row in found if row.is_stub))


def _of_town(is_stub: bool, most: int) -> Select[Any]:
    """Among the latest LOOKED_AT of the town: to look for its stubs in all there is took as long as the list."""
    latest = (
        select(_case.c.id)
        .where(_case.c.place_id == bindparam("place_id"), _case.c.kind == CASE, _case.c.state == "published")
        .order_by(_case.c.id.desc())
        .limit(LOOKED_AT)
        .subquery()
    )
    found = ROWS.where(Subject.id.in_(select(latest.c.id)), CaseStudy.is_stub.is_(is_stub), counts_as_reference())
    return found.order_by(*_NEWEST).limit(most)


_TOLD, _STUBS = _of_town(False, MOST + 1).subquery(), _of_town(True, MOST_STUBS).subquery()
_OF_TOWN = union_all(select(_TOLD), select(_STUBS))


def entries_of_topic(topic_id: int, kind: str) -> Shelf:
    carrying = select(SubjectTopic.subject_id).where(SubjectTopic.topic_id == topic_id)
    base = ROWS.where(Subject.kind == kind, Subject.id.in_(carrying))
    return _shelf(base if kind == PRACTICE else base.where(CaseStudy.is_stub.is_(False)))


def entries_of_organisation(organisation_id: int) -> dict[str, Shelf]:
    """By kind; one statement."""
    own = ROWS.where(Subject.owner_id == organisation_id)
    parts = [_newest(own.where(Subject.kind == kind)).subquery() for kind in (CASE, PRACTICE)]
    found = rows(union_all(*map(select, parts)))
    return {kind: _shelf_of([row for row in found if row.kind == kind]) for kind in (CASE, PRACTICE)}


def _shelf(query: Select[Any]) -> Shelf:
    return _shelf_of(rows(_newest(query)))


def _newest(query: Select[Any]) -> Select[Any]:
    return query.order_by(*_NEWEST).limit(MOST + 1)


def _shelf_of(found: Sequence[Row[Any]]) -> Shelf:
    return Shelf([with_stub(row) for row in found[:MOST]], len(found) > MOST)
