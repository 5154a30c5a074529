"""What the staff's page about the index shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import current_app
from sqlalchemy import Row, func, select

from app.core.jobs.models import Job
from app.core.storage import StoredFile
from app.core.subjects import Subject
from app.extensions import db
from app.media.models import Attachment, FileReading
from app.media.reading.words import ABOUT_READING
from app.search.engines.interface import IndexBroken
from app.search.indexing import REBUILD
from app.search.models import IndexPending
from app.search.service import engine
from app.search.upkeep.comparing import JOB
from app.search.upkeep.models import IndexCheck

SHOWN_CHECKS, SHOWN_FILES = 14, 50


@dataclass(frozen=True)
class IndexState:
    """documents: None while the index is broken. wishes: jobs that wait ("search.rebuild", "search.compare")."""

    engine: str
    documents: int | None
    pending: int
    oldest: datetime | None
    wishes: tuple[str, ...]

    @property
    def is_rebuilding(self) -> bool:
        return REBUILD in self.wishes

    @property
    def is_comparing(self) -> bool:
        return JOB in self.wishes


def index_state() -> IndexState:
    waiting = select(func.count(IndexPending.id), func.min(IndexPending.id)).where(IndexPending.done_at.is_(None))
    number, _ = db.session.execute(waiting).one()
    open_jobs = select(Job.name).where(Job.name.in_((REBUILD, JOB)), Job.done_at.is_(None), Job.failed_at.is_(None))
    oldest = db.session.scalar(select(func.min(Job.due_at)).where(Job.name == REBUILD, Job.done_at.is_(None)))
    wishes = tuple(db.session.scalars(open_jobs.distinct()))
    return IndexState(current_app.config["SETTINGS"].search_engine, _documents(), number, oldest, wishes)


def _documents() -> int | None:
    try:
        return engine().check()
    except IndexBroken:
        return None


def last_checks() -> Sequence[Row[Any]]:
    return db.session.execute(
        select(IndexCheck.__table__).order_by(IndexCheck.began_at.desc()).limit(SHOWN_CHECKS)
    ).all()


def last_trouble() -> Row[Any] | None:
    """The latest comparison, if it found something."""
    row = db.session.execute(select(IndexCheck.__table__).order_by(IndexCheck.began_at.desc()).limit(1)).first()
    troubles = row and (row.is_broken or row.missing or row.outdated or row.superfluous or row.doubled)
    return row if troubles else None


def unreadable_files() -> list[dict[str, Any]]:
    """Documents whose text search can't find, or not all of it; with the entry they hang on."""
    columns = (StoredFile.name, FileReading.state, Subject.title, Subject.kind, Subject.slug, Subject.public_id)
    query = (
        select(*columns)
        .join(FileReading, FileReading.file_id == StoredFile.id)
        .join(Attachment, Attachment.file_id == StoredFile.id)
        .join(Subject, Subject.id == Attachment.subject_id)
        .where(FileReading.state.in_(("empty", "partly", "locked", "unreadable")), Attachment.is_published.is_(True))
        .order_by(FileReading.read_at.desc())
        .limit(SHOWN_FILES)
    )
    return [{**row._mapping, "about": ABOUT_READING[row.state]} for row in db.session.execute(query)]
