"""While there is no index: entries whose titles contain every word, straight from the database."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_, select

from app.core.actors import GUEST, Actor
from app.core.paging import Page, page_of, window
from app.core.subjects import Subject, subject_types
from app.core.text import fold_umlauts
from app.extensions import db
from app.organisations.cards import card_columns, card_of
from app.search.finding import Found
from app.search.parameters import Asked, kinds
from app.search.query import parse

MOST_WORDS = 6


@dataclass(frozen=True)
class Readable:
    """As conditions on subject rows: what the actor may find."""

    actor: Actor

    def condition(self) -> ColumnElement[bool]:
        ways = [Subject.visibility == "public"]
        if not self.actor.is_guest:
            ways.append(Subject.visibility == "members")
        if own := self.actor.organisation_ids():
            ways.append(Subject.owner_id.in_(own))
        return and_(Subject.state == "published", Subject.hidden_at.is_(None), or_(*ways))


def titles_page(asked: Asked, actor: Actor) -> Page:
    """One page of Found, newest first; kinds are the only filter that holds here. One statement."""
    rows = db.session.execute(window(_query(asked, actor), asked.page)).all()
    return page_of([_found(row) for row in rows], asked.page)


def newest_titles(asked: Asked, limit: int) -> list[tuple[Found, Any]]:
    """The same for feeds: what visitors may find, with its row."""
    rows = db.session.execute(_query(asked, GUEST).add_columns(Subject.changed_at).limit(limit))
    return [(_found(row), row) for row in rows]


def _query(asked: Asked, actor: Actor) -> Select[Any]:
    by_name = kinds()
    chosen = [by_name[name].kind for name in asked.filters.get("typ", ())]
    usual = [kind.kind for kind in by_name.values() if kind.default_search]
    query = card_columns().where(Readable(actor).condition(), Subject.kind.in_(chosen or usual))
    for word in _words(asked.searched):
        query = query.where(Subject.sort_key.contains(word, autoescape=True))
    return query.order_by(Subject.published_at.desc(), Subject.id.desc())


def _words(text: str) -> list[str]:
    query = parse(text)
    words = [word.written for word in query.words] + [stem for phrase in query.phrases for stem in phrase]
    return [fold_umlauts(word) for word in words][:MOST_WORDS]


def _found(row) -> Found:  # type: ignore[no-untyped-def]
    card = card_of(row)
    return Found(card, ((card.title, False),), ((card.summary, False),) if card.summary else ())


def still_open(ids: list[int], actor: Actor) -> dict[int, str]:
    """Addresses of those among these subjects that the actor may find."""
    if not ids:
        return {}
    columns = select(Subject.id, Subject.kind, Subject.slug, Subject.public_id)
    rows = db.session.execute(columns.where(Subject.id.in_(ids), Readable(actor).condition()))
    types = subject_types()
    return {row.id: types[row.kind].address(row.slug or row.public_id) for row in rows if row.kind in types}
