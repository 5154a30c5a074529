"""Deleting drafts that were never published: out of sight at once, gone for good after 30 days.

A deleted draft is one with hidden_at: nothing else hides what nobody but its writers sees.
"""

from datetime import timedelta

from sqlalchemy import delete, select

from app.core import clock
from app.core.actors import Actor
from app.core.subjects import Subject
from app.core.transaction import transaction
from app.extensions import db
from app.media.models import Attachment
from app.media.services import remove_attachments
from app.practices.kinds import CASE, PRACTICE

KEPT = timedelta(days=30)


def delete_draft(subject: Subject, *, actor: Actor) -> None:
    """What was once public is withdrawn, never deleted so."""
    with transaction(subject, raises_cache=False):
        if subject.slug is None:
            subject.hidden_at = clock.now()


def bring_back(subject: Subject, *, actor: Actor) -> None:
    with transaction(subject, raises_cache=False):
        if subject.slug is None:
            subject.hidden_at = None


def purge_drafts() -> int:
    """Remove for good what was deleted longer ago than KEPT. Returns how many."""
    query = select(Subject.id).where(
        Subject.kind.in_((CASE, PRACTICE)), Subject.slug.is_(None), Subject.hidden_at < clock.now() - KEPT
    )
    ids = list(db.session.scalars(query.limit(200)))
    for number in ids:
        with transaction(raises_cache=False):
            files = select(Attachment.id).where(Attachment.subject_id == number)
            remove_attachments(list(db.session.scalars(files)))
            db.session.execute(delete(Subject).where(Subject.id == number, Subject.slug.is_(None)))
    return len(ids)
