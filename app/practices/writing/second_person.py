"""Vier Augen: who stands behind the changes of a draft, and who may release them then."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import select

from app.accounts.models import User
from app.core.drafts import Draft
from app.core.merging import WRITERS, text_of
from app.core.subjects import Subject
from app.extensions import db
from app.organisations.models import Organisation
from app.practices.writing.retyping import published_data


def asks_for_second_person(owner_id: int | None) -> bool:
    """Does the organisation want that nobody publishes alone?"""
    return bool(db.session.scalar(select(Organisation.four_eyes).where(Organisation.id == owner_id)))


def writers_since_publication(subject: Subject, data: dict[str, Any]) -> set[int]:
    """User ids of those who wrote what the public does not read yet."""
    published, draft = published_data(subject), text_of(data)
    changed = {name for name in {*published, *draft} if published.get(name) != draft.get(name)}
    writers = {writer for name, writer in data.get(WRITERS, {}).items() if name in changed and writer}
    begun_by = {subject.author_id} if subject.slug is None and subject.author_id else set()
    return writers | begun_by


def may_release(person_id: int | None, subject: Subject, draft: Draft | None) -> bool:
    """Somebody else has handed it in, she has not begun it, and it is not her work alone."""
    if person_id is None or draft is None or draft.handed_in_at is None or draft.handed_in_by_id == person_id:
        return False
    if subject.slug is None and subject.author_id == person_id:
        return False
    return writers_since_publication(subject, draft.data) != {person_id}


def names_of(person_ids: Collection[int | None]) -> str:
    """ "Anna Adler und Bernd Busch", for people in the same organisation."""
    ids = {number for number in person_ids if number}
    return (
        " und ".join(db.session.scalars(select(User.name).where(User.id.in_(ids)).order_by(User.name))) if ids else ""
    )
