"""Index and database side by side, entry by entry: ids and fingerprints. What differs is marked for the indexer."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import delete, or_, select

from app.core import clock
from app.core.jobs.models import Job
from app.core.subjects import Subject
from app.core.transaction import transaction
from app.extensions import db
from app.search.documents import all_documents
from app.search.engines.interface import IndexBroken
from app.search.fingerprints import fingerprint
from app.search.indexing import ask_for_rebuild
from app.search.marking import mark
from app.search.models import IndexPending
from app.search.service import engine
from app.search.upkeep.models import IndexCheck

JOB = "search.compare"
NIGHT, BERLIN = range(1, 5), ZoneInfo("Europe/Berlin")
A_NIGHT, TOO_LONG = timedelta(hours=20), timedelta(hours=30)
KEEP = timedelta(days=90)
AT_ONCE = 500


@dataclass
class Comparison:
    """Ids by what is wrong with them. What waits for the indexer anyway counts as right."""

    in_database: int = 0
    in_index: int = 0
    missing: set[int] = field(default_factory=set)
    outdated: set[int] = field(default_factory=set)
    superfluous: set[int] = field(default_factory=set)
    doubled: set[int] = field(default_factory=set)

    @property
    def different(self) -> set[int]:
        return self.missing | self.outdated | self.superfluous | self.doubled


def compare() -> Comparison:
    """Reads both, changes nothing. Raises IndexBroken."""
    began = clock.now() - timedelta(seconds=5)
    contents = list(engine().contents())
    indexed, times = dict(contents), Counter(number for number, _ in contents)
    found = Comparison(in_index=len(contents), doubled={number for number, count in times.items() if count > 1})
    known: set[int] = set()
    for document in all_documents():
        known.add(document.id)
        if document.id not in indexed:
            found.missing.add(document.id)
        elif indexed[document.id] != fingerprint(document):
            found.outdated.add(document.id)
    found.in_database, found.superfluous = len(known), indexed.keys() - known
    return _without(found, _waiting_since(began))


def _waiting_since(began: datetime) -> set[int]:
    open_or_late = or_(IndexPending.done_at.is_(None), IndexPending.done_at >= began)
    return set(db.session.scalars(select(IndexPending.subject_id).where(open_or_late)))


def _without(found: Comparison, waiting: set[int]) -> Comparison:
    for ids in (found.missing, found.outdated, found.superfluous):
        ids -= waiting
    return found


def compare_and_mend() -> IndexCheck:
    """Compare, mark what differs, keep the figures."""
    check = IndexCheck(began_at=clock.now())
    try:
        found = compare()
    except IndexBroken:
        found, check.is_broken = Comparison(), True
        ask_for_rebuild()
    ids = sorted(found.different)
    for start in range(0, len(ids), AT_ONCE):
        with transaction(raises_cache=False):
            mark(ids[start : start + AT_ONCE])
    return _keep(check, found)


def compare_job(_payload: dict[str, Any]) -> None:
    compare_and_mend()


def _keep(check: IndexCheck, found: Comparison) -> IndexCheck:
    check.in_database, check.in_index = found.in_database, found.in_index
    for name in ("missing", "outdated", "superfluous", "doubled"):
        setattr(check, name, len(getattr(found, name)))
    check.seconds = (clock.now() - check.began_at).total_seconds()
    with transaction(raises_cache=False):
        db.session.execute(delete(IndexCheck).where(IndexCheck.began_at < clock.now() - KEEP))
        db.session.add(check)
    return check


def is_due() -> bool:
    """Once a night; by day only when the worker was off for a night. A broken index has its own cure."""
    last = db.session.scalar(select(IndexCheck.began_at).order_by(IndexCheck.began_at.desc()).limit(1))
    since = last or db.session.scalar(select(Subject.created_at).order_by(Subject.id).limit(1))
    now = clock.now()
    if since is None or now - since <= A_NIGHT:
        return False
    return now - since > TOO_LONG or now.astimezone(BERLIN).hour in NIGHT


def ask_to_compare() -> None:
    """Write the job, unless one is waiting."""
    waiting = select(Job.id).where(Job.name == JOB, Job.done_at.is_(None), Job.failed_at.is_(None))
    if db.session.scalar(waiting.limit(1)) is None:
        with transaction(raises_cache=False) as tx:
            tx.job(JOB)
