from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from app.accounts.models import User
from app.core.actors import Actor
from app.core.subjects import Subject
from app.extensions import db
from app.marks.models import Bookmark, BookmarkShare
from app.marks.permissions import may_see
from app.organisations.cards import Card, cards_by_id

MOST, FEWEST_TOLD = 500, 3
LISTED = Bookmark.removed_at.is_(None)
ORDERS = {
    "neueste": (Bookmark.created_at.desc(), Bookmark.subject_id.desc()),
    "titel": (Subject.sort_key, Subject.id),
    "art": (Subject.kind, Subject.sort_key, Subject.id),
}


@dataclass(frozen=True)
class Kept:
    """One entry of a list. card: None when the reader may not see the thing (any more)."""

    public_id: str
    note: str
    kept_at: datetime
    card: Card | None


def visible_subject(public_id: str, actor: Actor) -> Subject | None:
    """The subject when the actor may see it; hidden and missing are the same."""
    subject = db.session.scalar(select(Subject).where(Subject.public_id == public_id))
    return subject if subject is not None and may_see(actor, subject) else None


def bookmark(actor: Actor, subject_id: int) -> Bookmark | None:
    mark = db.session.get(Bookmark, (actor.id, subject_id)) if actor.id else None
    return mark if mark is not None and mark.removed_at is None else None


def kept(user_id: int, reader: Actor, order: str = "neueste") -> list[Kept]:
    """A person's list as the reader may see it: two statements, however long."""
    query = select(Subject, Bookmark).join(Bookmark, Bookmark.subject_id == Subject.id)
    rows = db.session.execute(
        query.where(Bookmark.user_id == user_id, LISTED).order_by(*ORDERS[order]).limit(MOST)
    ).all()
    cards = cards_by_id([subject.id for subject, _ in rows if may_see(reader, subject)])
    return [Kept(subject.public_id, mark.note, mark.created_at, cards.get(subject.id)) for subject, mark in rows]


def keepers(subject_id: Any) -> Any:
    """A subquery: on how many lists a subject stands. Tell nobody a number below FEWEST_TOLD."""
    return select(func.count()).where(Bookmark.subject_id == subject_id, LISTED).scalar_subquery()


def share(user_id: int) -> BookmarkShare | None:
    return db.session.get(BookmarkShare, user_id)


def shared(name: str) -> Any:
    """(user_id, with_notes, owner's name) of an open link, or None."""
    query = select(BookmarkShare.user_id, BookmarkShare.with_notes, User.name.label("owner"))
    here = query.join(User).where(User.left_at.is_(None), User.blocked_at.is_(None))
    return db.session.execute(here.where(BookmarkShare.name == name)).first()


def export(user_id: int) -> Sequence[dict[str, Any]]:
    """For "Meine Daten"."""
    query = select(Subject.title, Subject.kind, Bookmark.note, Bookmark.created_at)
    rows = db.session.execute(
        query.join(Bookmark, Bookmark.subject_id == Subject.id).where(Bookmark.user_id == user_id, LISTED)
    )
    return [{"titel": r.title, "art": r.kind, "notiz": r.note, "seit": r.created_at.isoformat()} for r in rows]


def export_link(user_id: int) -> dict[str, Any] | None:
    """For "Meine Daten": since when the list is open to whoever has its link."""
    link = share(user_id)
    return {"seit": link.created_at.isoformat(), "mit_notizen": link.with_notes} if link else None


def own_entry(actor: Actor, public_id: str) -> Any:
    """(id, title) of a subject on the actor's own list, or None."""
    query = select(Subject.id, Subject.title).join(Bookmark, Bookmark.subject_id == Subject.id)
    return db.session.execute(query.where(Bookmark.user_id == actor.id, Subject.public_id == public_id, LISTED)).first()
