"""Keeping a person's entry in the search as the profile wants it: in the commit that changes the profile."""

from sqlalchemy import or_, select

from app.accounts.models import PersonEntry, User
from app.accounts.subject import KIND, level_of, shown_at
from app.core import clock
from app.core.events import SubjectsImported
from app.core.subjects import Subject
from app.core.text import excerpt, sort_key
from app.core.transaction import touch, transaction
from app.extensions import db

AT_ONCE = 200


def keep_findable(person: User) -> None:
    """Inside a transaction(): after every change of name, address, profile, blocking, and when a person leaves."""
    level = level_of(person)
    with transaction() as tx:
        query = select(Subject).join(PersonEntry, PersonEntry.id == Subject.id)
        subject = db.session.scalar(query.where(PersonEntry.user_id == person.id))
        if subject is None and level is None:
            return
        subject = subject or _new_subject(person)
        _write(subject, person, level)
        touch(subject)
        tx.publish(SubjectsImported(KIND, [subject.id]))


def _new_subject(person: User) -> Subject:
    subject = Subject(kind=KIND, title=person.name, slug=person.handle, origin=person.origin, state="withdrawn")
    db.session.add(subject)
    db.session.flush()
    db.session.add(PersonEntry(id=subject.id, user_id=person.id))
    return subject


def _write(subject: Subject, person: User, level: str | None) -> None:
    subject.title, subject.slug, subject.sort_key = person.name, person.handle, sort_key(person.name)
    subject.state = "published" if level else "withdrawn"
    subject.visibility = level or "organisation"
    subject.published_at = subject.published_at or clock.now()
    shown = (
        [shown_at(level, person, name, getattr(person, name)) for name in ("position", "expertise")] if level else []
    )
    subject.summary = excerpt(". ".join(filter(None, shown)))


def _forgotten() -> list[int]:
    has_text = or_(User.position != "", User.expertise != "", User.about_md != "")
    query = select(User.id).outerjoin(PersonEntry, PersonEntry.user_id == User.id).where(PersonEntry.id.is_(None))
    here = query.where(User.left_at.is_(None), User.blocked_at.is_(None), has_text)
    return list(db.session.scalars(here.order_by(User.id)))


def catch_up() -> None:
    """People who wrote their profile before it could be found."""
    ids = _forgotten()
    for start in range(0, len(ids), AT_ONCE):
        with transaction():
            for person in db.session.scalars(select(User).where(User.id.in_(ids[start : start + AT_ONCE]))):
                keep_findable(person)
