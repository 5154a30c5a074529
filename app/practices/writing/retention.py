"""What nobody reads any more goes: files of old versions and of abandoned drafts, and old requests for release.

docs/it-datenschutz.md states the times; texts and the log stay.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, or_, select

from app.core import clock
from app.core.database import affected
from app.core.drafts import Draft, Revision
from app.core.subjects import Subject
from app.core.transaction import transaction
from app.extensions import db
from app.media.models import Attachment
from app.media.services import remove_attachments
from app.practices.kinds import CASE, PRACTICE
from app.practices.models import ReleaseRequest
from app.practices.writing.pieces import file_numbers

FILES_KEPT = timedelta(days=365)
"""Since the draft was last changed, or since the version that shows the file was replaced."""
REQUESTS_KEPT = timedelta(days=180)
"""Since the decision, or since the link expired."""
AT_ONCE = 200


def sweep() -> None:
    """Every day: first the requests, for they name files."""
    forget_requests()
    forget_files()


def forget_requests() -> int:
    """Returns how many. Who released what stays in the log."""
    old = clock.now() - REQUESTS_KEPT
    done = (ReleaseRequest.state != "open") & (ReleaseRequest.decided_at < old)
    with transaction(raises_cache=False):
        query = delete(ReleaseRequest).where(or_(done, ReleaseRequest.expires_at < old))
        return affected(db.session.execute(query))


def forget_files() -> int:
    """Returns how many. A file is published, or named by something younger than FILES_KEPT, or it goes."""
    old, gone = clock.now() - FILES_KEPT, 0
    for row in _unpublished(old):
        if row.id not in _named(row.subject_id, old):
            with transaction(raises_cache=False):
                _take_off_draft(row.subject_id, row.id)
                remove_attachments([row.id])
            gone += 1
    return gone


def _unpublished(old: datetime) -> Iterator[Any]:
    """(id, subject_id) of files that no reader sees, some at a time."""
    last = 0
    query = select(Attachment.id, Attachment.subject_id).join(Subject, Subject.id == Attachment.subject_id)
    query = query.where(
        Subject.kind.in_((CASE, PRACTICE)), Attachment.is_published.is_(False), Attachment.created_at < old
    )
    while rows := db.session.execute(query.where(Attachment.id > last).order_by(Attachment.id).limit(AT_ONCE)).all():
        yield from rows
        last = rows[-1].id


def _named(subject_id: int, old: datetime) -> set[int]:
    """Files that the draft, the versions public since then and the requests still name."""
    drafts = select(Draft.data).where(Draft.subject_id == subject_id, Draft.changed_at >= old)
    versions = select(Revision.data).where(Revision.subject_id == subject_id).order_by(Revision.number.desc())
    since = versions.where(Revision.created_at >= old)
    before = versions.where(Revision.created_at < old).limit(1)
    requests = select(ReleaseRequest.data).where(ReleaseRequest.subject_id == subject_id)
    texts = [text for query in (drafts, since, before, requests) for text in db.session.scalars(query)]
    return {number for text in texts for number in file_numbers(text)}


def _take_off_draft(subject_id: int, number: int) -> None:
    draft = db.session.get(Draft, subject_id, populate_existing=True)
    if draft is not None and number in file_numbers(draft.data):
        files = [one for one in file_numbers(draft.data) if one != number]
        draft.data = {**draft.data, "files": files}
