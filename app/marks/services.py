from datetime import timedelta

from sqlalchemy import delete, select, update

from app.core import clock
from app.core.actors import Actor
from app.core.events import PersonRemoved
from app.core.identifiers import public_id
from app.core.subjects import Subject
from app.core.transaction import transaction
from app.extensions import db
from app.marks.models import Bookmark, BookmarkShare

BROUGHT_BACK = timedelta(days=1)


def keep(subject: Subject, *, note: str | None, actor: Actor) -> None:
    """Put a subject on the actor's list, or change its note. note: None leaves an earlier note as it is."""
    subject_id = subject.id
    with transaction(raises_cache=False):
        mark = db.session.get(Bookmark, (actor.id, subject_id))
        if mark is None:
            mark = Bookmark(user_id=actor.id, subject_id=subject_id, note="")
            db.session.add(mark)
        mark.removed_at = None
        if note is not None:
            mark.note = note


def drop(subject_id: int, *, actor: Actor) -> None:
    """Take a subject off the list; kept again within a day, it comes back with its note."""
    with transaction(raises_cache=False):
        mark = db.session.get(Bookmark, (actor.id, subject_id))
        if mark is not None:
            mark.removed_at = clock.now()


def pass_on(old_id: int, new_id: int) -> None:
    """Whoever kept the one keeps the other from now on: it has taken its place. Inside the caller's transaction()."""
    both = select(Bookmark.user_id).where(Bookmark.subject_id == new_id)
    db.session.execute(delete(Bookmark).where(Bookmark.subject_id == old_id, Bookmark.user_id.in_(both)))
    db.session.execute(update(Bookmark).where(Bookmark.subject_id == old_id).values(subject_id=new_id))


def sweep() -> None:
    """Once an hour: what was removed a day ago goes for good."""
    with transaction(raises_cache=False):
        db.session.execute(delete(Bookmark).where(Bookmark.removed_at < clock.now() - BROUGHT_BACK))


def open_link(*, with_notes: bool, actor: Actor) -> None:
    """Share the list by a new link; an earlier one ends."""
    with transaction(raises_cache=False):
        share = db.session.get(BookmarkShare, actor.id) or BookmarkShare(user_id=actor.id)
        share.name, share.with_notes = public_id(), with_notes
        db.session.add(share)


def close_link(*, actor: Actor) -> None:
    with transaction(raises_cache=False):
        db.session.execute(delete(BookmarkShare).where(BookmarkShare.user_id == actor.id))


def forget_person(event: PersonRemoved) -> None:
    """Listener: a list goes with its person."""
    with transaction(raises_cache=False):
        for table in (Bookmark, BookmarkShare):
            db.session.execute(delete(table).where(table.user_id == event.person_id))
