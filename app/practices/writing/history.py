"""The published versions of an entry, and bringing one back."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from app.accounts.models import User
from app.core.actors import Actor
from app.core.drafts import Revision
from app.core.subjects import Subject
from app.extensions import db
from app.practices.writing.drafts import replace_draft
from app.practices.writing.plans import BY_SHELF, Plan


@dataclass(frozen=True)
class Version:
    number: int
    created_at: datetime
    author: str
    note: str


@dataclass(frozen=True)
class History:
    """versions: newest first. number: of the version in the address, None on the list."""

    subject: Subject
    plan: Plan
    versions: tuple[Version, ...]
    number: int | None = None

    @property
    def url(self) -> str:
        return f"{self.subject.address}/verlauf"


def find_history(shelf: str, slug: str, number: int | None = None) -> History | None:
    """The history behind an address; None when there is no such entry or version."""
    plan = BY_SHELF[shelf]
    subject = db.session.scalar(select(Subject).where(Subject.kind == plan.kind, Subject.slug == slug))
    if subject is None:
        return None
    versions = _versions(subject.id)
    if number is not None and number not in {version.number for version in versions}:
        return None
    return History(subject, plan, versions, number)


def _versions(subject_id: int) -> tuple[Version, ...]:
    query = (
        select(Revision.number, Revision.created_at, User.name, Revision.note)
        .outerjoin(User, User.id == Revision.author_id)
        .where(Revision.subject_id == subject_id)
        .order_by(Revision.number.desc())
        .limit(200)
    )
    return tuple(Version(row[0], row[1], row[2] or "", row[3]) for row in db.session.execute(query))


def text_of_version(subject_id: int, number: int) -> dict[str, Any]:
    """The whole text of a version; empty for number 0, before the first."""
    query = select(Revision.data).where(Revision.subject_id == subject_id, Revision.number == number)
    return db.session.scalar(query) or {}


def restore(subject: Subject, number: int, *, actor: Actor) -> None:
    """Let the draft be what that version was. The public sees nothing of it before it is published."""
    replace_draft(subject, text_of_version(subject.id, number), actor=actor)
