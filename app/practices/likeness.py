"""What reads alike, noted beside each entry by the worker: asking the index costs more than a whole page may."""

from datetime import timedelta
from typing import Any

from sqlalchemy import select, update

from app.core import clock, ports
from app.core.events import SubjectChanged, SubjectEvent, SubjectPublished, SubjectsImported
from app.core.jobs.worker import JobType
from app.core.subjects import Subject
from app.core.transaction import transaction
from app.extensions import db
from app.practices.kinds import CASE, PRACTICE

NOTE = "practices.note-similar"
MOST_SIMILAR = 6
AT_ONCE = 100
MOST_IMPORTED = 1_000
INDEX_FIRST = timedelta(seconds=20)


def on_event(event: SubjectEvent) -> None:
    """Listener: a published or changed entry is compared with all others."""
    if event.kind in (PRACTICE, CASE) and isinstance(event, SubjectPublished | SubjectChanged):
        note_similar({"ids": [event.id]})


def on_import(event: SubjectsImported) -> None:
    """Listener: small imports once the index has them; large ones wait until each entry changes."""
    if event.kind not in (PRACTICE, CASE) or len(event.ids) > MOST_IMPORTED:
        return
    with transaction(raises_cache=False) as tx:
        for start in range(0, len(event.ids), AT_ONCE):
            tx.job(NOTE, {"ids": event.ids[start : start + AT_ONCE]}, due_at=clock.now() + INDEX_FIRST)


def note_similar(payload: dict[str, Any]) -> None:
    """Job: ask first, write then, so that nobody waits for the index with the database locked."""
    found = {number: list(ports.similar(number, MOST_SIMILAR)) for number in payload["ids"]}
    with transaction():
        query = select(Subject.id, Subject.card).where(Subject.id.in_(found)).with_for_update()
        for row in db.session.execute(query).all():
            card = {**(row.card or {}), "similar": found[row.id]}
            db.session.execute(update(Subject).where(Subject.id == row.id).values(card=card))


JOBS = [JobType(NOTE, note_similar)]
