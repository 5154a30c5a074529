from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import and_, func, select

from app.accounts.models import Grant
from app.core.actors import ORGANISATION_ROLES, Actor
from app.core.permissions import who
from app.core.ports import SavedHits
from app.core.subjects import Subject
from app.extensions import db
from app.organisations.cards import Card, cards_by_id
from app.search.saved.meaning import page_url
from app.search.saved.models import SavedSearch, SavedSearchHit
from app.search.titles import Readable

MOST_HITS = 100
Appearance = tuple[datetime, int | None]
Appeared = dict[int, Appearance]


def own(public_id: str) -> SavedSearch | None:
    """The present person's saved search; anybody else's does not exist."""
    query = select(SavedSearch).where(SavedSearch.public_id == public_id, SavedSearch.user_id == who().id)
    return db.session.scalar(query)


def listed(actor: Actor) -> Sequence[Any]:
    """A person's searches with the number of hits since the last visit: one statement."""
    fresh = SavedSearchHit.found_at > SavedSearch.seen_at
    hits = and_(SavedSearchHit.search_id == SavedSearch.id, fresh)
    seen = and_(Subject.id == SavedSearchHit.subject_id, Readable(actor).condition())
    query = select(
        SavedSearch.public_id, SavedSearch.name, SavedSearch.address, SavedSearch.is_active, SavedSearch.created_at
    )
    query = query.add_columns(func.count(Subject.id).label("fresh"))
    query = query.outerjoin(SavedSearchHit, hits).outerjoin(Subject, seen)
    query = query.where(SavedSearch.user_id == actor.id).group_by(SavedSearch.id)
    return db.session.execute(query.order_by(func.count(Subject.id).desc(), SavedSearch.name)).all()


def hits(search: SavedSearch, actor: Actor) -> tuple[list[Card], list[Card]]:
    """(since the last visit, before), newest first; only what the actor may find right now. Two statements."""
    query = select(SavedSearchHit.subject_id, SavedSearchHit.found_at).join(
        Subject, Subject.id == SavedSearchHit.subject_id
    )
    query = query.where(SavedSearchHit.search_id == search.id, Readable(actor).condition())
    rows = db.session.execute(
        query.order_by(SavedSearchHit.found_at.desc(), SavedSearchHit.subject_id.desc()).limit(MOST_HITS)
    ).all()
    cards = cards_by_id([row.subject_id for row in rows])
    fresh = [cards[row.subject_id] for row in rows if row.found_at > search.seen_at and row.subject_id in cards]
    older = [cards[row.subject_id] for row in rows if row.found_at <= search.seen_at and row.subject_id in cards]
    return fresh, older


def new_hits(person_id: int, since: datetime) -> list[SavedHits]:
    """For the port: what this person's searches have found since then, as far as the person may see it now."""
    actor = Actor(id=person_id, roles=frozenset(_roles(person_id)))
    query = select(SavedSearch.name, SavedSearch.address, SavedSearchHit.subject_id)
    query = query.join(SavedSearchHit, SavedSearchHit.search_id == SavedSearch.id)
    query = query.join(Subject, Subject.id == SavedSearchHit.subject_id)
    mine = SavedSearch.user_id == person_id, SavedSearch.is_active, SavedSearchHit.found_at > since
    rows = db.session.execute(
        query.where(*mine, Readable(actor).condition()).order_by(SavedSearch.name, SavedSearchHit.found_at.desc())
    )
    found: dict[tuple[str, str], list[int]] = defaultdict(list)
    for row in rows:
        found[row.name, row.address].append(row.subject_id)
    return [SavedHits(name, page_url(address), tuple(ids)) for (name, address), ids in found.items()]


def _roles(person_id: int) -> list[tuple[str, int | None]]:
    query = select(Grant.role, Grant.scope_id).where(Grant.user_id == person_id, Grant.role.in_(ORGANISATION_ROLES))
    return [(row.role, row.scope_id) for row in db.session.execute(query)]


def readers_by_person(people: Sequence[int]) -> dict[int, frozenset[str]]:
    """By which names of readers each of these members may find something; see Document.readers."""
    readers = {number: {"public", "members"} for number in people}
    query = select(Grant.user_id, Grant.scope_id).where(Grant.role.in_(ORGANISATION_ROLES))
    for row in db.session.execute(query.where(Grant.user_id.in_(people))):
        readers[row.user_id].add(f"org:{row.scope_id}")
    return {number: frozenset(names) for number, names in readers.items()}


def appeared(ids: Sequence[int], since: datetime) -> Appeared:
    """Those of these subjects that are open to somebody and appeared since then: when, and who wrote them."""
    query = select(Subject.id, Subject.created_at, Subject.published_at, Subject.author_id)
    shown = Subject.id.in_(ids), Subject.state == "published", Subject.hidden_at.is_(None)
    rows = db.session.execute(query.where(*shown))
    found = {row.id: (max(row.created_at, row.published_at or row.created_at), row.author_id) for row in rows}
    return {number: one for number, one in found.items() if one[0] >= since}


def export(user_id: int) -> list[dict[str, Any]]:
    """For "Meine Daten"."""
    columns = select(SavedSearch.name, SavedSearch.address, SavedSearch.is_active, SavedSearch.created_at)
    rows = db.session.execute(columns.where(SavedSearch.user_id == user_id).order_by(SavedSearch.id))
    return [
        {"name": r.name, "suche": page_url(r.address), "ruht": not r.is_active, "seit": r.created_at.isoformat()}
        for r in rows
    ]
