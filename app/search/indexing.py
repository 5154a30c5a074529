"""Keeping the index up to date: take in what was marked, in batches, and build anew when it is damaged."""

from collections.abc import Iterator
from datetime import timedelta

from sqlalchemy import delete, select, update

from app.core import clock
from app.core.documents import Document
from app.core.jobs.models import Job
from app.core.transaction import transaction
from app.extensions import db
from app.search.analysis.compounds import part_list
from app.search.documents import all_documents, documents_of
from app.search.engines.interface import IndexBroken
from app.search.models import IndexPending
from app.search.service import engine

REBUILD = "search.rebuild"
BATCH = 500
KEEP = timedelta(hours=6)


def is_pending() -> bool:
    query = select(IndexPending.id).where(IndexPending.done_at.is_(None)).limit(1)
    return db.session.scalar(query) is not None


def index_pending() -> int:
    """One batch: put changed subjects into the index, then note that it is done. Returns how many.

    An index that cannot be written is built anew, even if it looks whole: else its entries would wait for ever.
    """
    query = select(IndexPending.id, IndexPending.subject_id).where(IndexPending.done_at.is_(None))
    try:
        with engine().writing():
            rows = db.session.execute(query.order_by(IndexPending.id).limit(BATCH)).all()
            if rows:
                _index({row.subject_id for row in rows})
                _note_done([row.id for row in rows])
    except IndexBroken:
        db.session.rollback()
        ask_for_rebuild(always=True)
        return 0
    return len(rows)


def _index(ids: set[int]) -> None:
    found = list(documents_of(ids))
    engine().index(found, deleted=ids - {document.id for document in found})


def _note_done(rows: list[int]) -> None:
    """Raises the version of kept pages: a search that was asked a moment too early must not stay."""
    with transaction():
        db.session.execute(update(IndexPending).where(IndexPending.id.in_(rows)).values(done_at=clock.now()))


def forget_done() -> None:
    """Now and then: what was indexed long ago."""
    with transaction(raises_cache=False):
        db.session.execute(delete(IndexPending).where(IndexPending.done_at < clock.now() - KEEP))


def rebuild() -> int:
    """A new index of everything beside the one in use, then switch. Returns the number of documents.

    What changed while it was built was put into the old one only: it counts as pending again. What waited when the
    building began is in the new one: it waits no longer.
    """
    part_list().load()
    began = clock.now() - timedelta(seconds=5)
    waiting = list(db.session.scalars(select(IndexPending.id).where(IndexPending.done_at.is_(None))))

    def take_in_again() -> None:
        with transaction():
            query = update(IndexPending).where(IndexPending.done_at >= began)
            db.session.execute(query.values(done_at=None))
            for start in range(0, len(waiting), BATCH):
                done = update(IndexPending).where(IndexPending.id.in_(waiting[start : start + BATCH]))
                db.session.execute(done.values(done_at=clock.now()))

    return engine().rebuild(_everything(), before_switch=take_in_again)


def _everything() -> Iterator[Document]:
    """All documents as of the moment the building begins: who had to wait for another builder reads anew."""
    db.session.rollback()
    yield from all_documents()


def rebuild_job(payload: dict) -> None:
    """Several requests may have been written; one is enough. always: somebody of the staff wants it anyway."""
    if payload.get("always") or is_broken():
        rebuild()


def is_broken() -> bool:
    try:
        engine().check()
    except IndexBroken:
        return True
    return False


def ask_for_rebuild(*, always: bool = False) -> None:
    """Write the job, unless one is waiting. always: also when nothing is wrong with the index."""
    waiting = select(Job.id).where(Job.name == REBUILD, Job.done_at.is_(None), Job.failed_at.is_(None))
    if db.session.scalar(waiting.limit(1)) is None:
        with transaction(raises_cache=False) as tx:
            tx.job(REBUILD, {"always": True} if always else None)
