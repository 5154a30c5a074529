"""Reading the text of documents: asked for when one arrives, done by a job, written page by page."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, delete, insert, or_, select, update

from app.core import clock, storage
from app.core.events import SubjectsImported
from app.core.storage import StoredFile
from app.core.subjects import Subject
from app.core.text import fold
from app.core.transaction import transaction
from app.extensions import db
from app.media.models import Attachment, FilePage, FileReading
from app.media.reading.parent import Reading, read_file

JOB = "media.read"
READER = 1
"""Raise it when the reader has become better: everything is read again."""
AT_ONCE = 200


def ask_to_read(file_ids: Sequence[int]) -> None:
    """Note files as waiting and write their jobs, in the running transaction."""
    with transaction(raises_cache=False) as tx:
        db.session.execute(delete(FileReading).where(FileReading.file_id.in_(file_ids)))
        for number in file_ids:
            db.session.execute(insert(FileReading).values(file_id=number, state="waiting", reader=READER))
            tx.job(JOB, {"file_id": number})


def read_job(payload: dict[str, Any]) -> None:
    """May run twice unharmed; a file that is gone meanwhile is none of our business."""
    file = db.session.get(StoredFile, payload["file_id"])
    if file is None:
        return
    path, media_type = storage.path_of(file.sha256), file.media_type
    db.session.rollback()
    _keep(payload["file_id"], read_file(path, media_type))


def _keep(file_id: int, reading: Reading) -> None:
    with transaction(raises_cache=False) as tx:
        if db.session.get(StoredFile, file_id) is None:
            return
        db.session.execute(delete(FilePage).where(FilePage.file_id == file_id))
        rows = [{"file_id": file_id, "page": n, "text": t, "folded": fold(t)} for n, t in reading.pages.items()]
        if rows:
            db.session.execute(insert(FilePage), rows)
        known = {"state": reading.state, "reader": READER, "read_at": clock.now()}
        db.session.execute(update(FileReading).where(FileReading.file_id == file_id).values(known))
        for row in db.session.execute(_shown_with(file_id)):
            tx.publish(SubjectsImported(row.kind, [row.id]))


def _shown_with(file_id: int) -> Select:
    query = select(Subject.id, Subject.kind).join(Attachment, Attachment.subject_id == Subject.id)
    return query.where(Attachment.file_id == file_id, Attachment.is_published.is_(True))


def _unread() -> Select:
    """Documents that arrived past the services (demo, before this version), or were read by an older reader."""
    query = select(Attachment.file_id).outerjoin(FileReading, FileReading.file_id == Attachment.file_id)
    unread = or_(FileReading.file_id.is_(None), FileReading.reader < READER)
    return query.where(Attachment.role == "evidence", unread).distinct()


def is_unread() -> bool:
    return db.session.scalar(_unread().limit(1)) is not None


def catch_up() -> None:
    """Ask for what nobody has asked for."""
    ask_to_read(list(db.session.scalars(_unread().limit(AT_ONCE))))
