from sqlalchemy import delete

from app.core.actors import Actor
from app.core.events import PersonRemoved
from app.core.identifiers import public_id
from app.core.subjects import Subject
from app.core.transaction import transaction
from app.extensions import db
from app.marks.models import Bookmark, BookmarkShare


def keep(subject: Subject, *, note: str | None, actor: Actor) -> None:
    """Put a subject on the actor's list, or change its note. note: None leaves an earlier note as it is."""
    subject_id = subject.id
    with transaction(raises_cache=False):
        mark = db.session.get(Bookmark, (actor.id, subject_id))
        if mark is None:
            mark = Bookmark(user_id=actor.id, subject_id=subject_id, note="")
            db.session.add(mark)
        if note is not None:
            mark.note = note


def drop(subject_id: int, *, actor: Actor) -> str:
    """Take a subject off the list. Returns its note, so that it can be put back."""
    with transaction(raises_cache=False):
        mark = db.session.get(Bookmark, (actor.id, subject_id))
        if mark is None:
            return ""
        db.session.delete(mark)
        return mark.note


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
