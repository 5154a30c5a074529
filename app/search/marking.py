"""Noting for the indexer what has changed, in the commit that changed it.

When a name or a figure changes that many entries bear, jobs note them, some hundred at a time: a renamed organisation
or topic, or a new count of inhabitants, must not hold the database while thousands of entries are noted.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from app.core.events import SubjectEvent, SubjectsImported
from app.core.jobs.worker import JobType
from app.core.rows import add_rows
from app.core.subjects import Subject, subject_types
from app.core.transaction import transaction
from app.extensions import db
from app.search.models import IndexPending
from app.topics.events import TopicChanged
from app.topics.models import SubjectTopic

JOB = "search.mark-bearers"
AT_ONCE = 500
BEARERS = {
    "organisation": (Subject.id, Subject.owner_id),
    "place": (Subject.id, Subject.place_id),
    "topic": (SubjectTopic.subject_id, SubjectTopic.topic_id),
}
"""What is borne: the column of who bears it, and the column that points at it; more in SubjectType.named_in."""


def mark(ids: Sequence[int]) -> None:
    """Note subjects, in the running transaction."""
    add_rows(IndexPending, [{"subject_id": number, "version": 0} for number in ids])


def mark_changed(event: SubjectEvent) -> None:
    """Inline. What bears the name of an organisation, town or measure comes after it."""
    mark([event.id])
    if _bearers(event.kind):
        _ask(event.kind, [event.id])


def mark_imported(event: SubjectsImported) -> None:
    """Inline."""
    mark(event.ids)
    if _bearers(event.kind):
        _ask(event.kind, event.ids)


def mark_topic(event: TopicChanged) -> None:
    """Inline."""
    _ask("topic", [event.topic_id])


def _bearers(what: str) -> tuple[Any, Any] | None:
    known = subject_types().get(what)
    return BEARERS.get(what) or (known.named_in if known else None)


def _ask(what: str, ids: Sequence[int]) -> None:
    with transaction() as tx:
        for start in range(0, len(ids), AT_ONCE):
            tx.job(JOB, {"what": what, "ids": list(ids[start : start + AT_ONCE])})


def mark_bearers(payload: dict[str, Any]) -> None:
    """Job: the next AT_ONCE bearers, and in the same commit the job for those after them."""
    found = _bearers(payload["what"])
    if found is None:
        return
    bearer, borne = found
    query = select(bearer).where(borne.in_(payload["ids"]), bearer > payload.get("after", 0))
    with transaction(raises_cache=False) as tx:
        ids = db.session.scalars(query.distinct().order_by(bearer).limit(AT_ONCE)).all()
        mark(ids)
        if len(ids) == AT_ONCE:
            tx.job(JOB, {**payload, "after": ids[-1]})


JOBS = [JobType(JOB, mark_bearers)]
