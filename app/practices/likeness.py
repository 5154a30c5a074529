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
from app.practices.models import CaseStudy

NOTE = "practices.note-similar"
MOST_SIMILAR, ASKED = 6, 20
AT_ONCE = 100
MOST_IMPORTED = 1_000
INDEX_FIRST = timedelta(seconds=20)
MOST_WAITS = 30


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
    """Job: ask first, write then, so that nobody waits for the index with the database locked.

    Several entries without a single neighbour mean that the index is still being built: then later again.
    """
    found = {number: list(ports.similar(number, ASKED)) for number in payload["ids"]}
    waits = payload.get("waits", 0)
    with transaction() as tx:
        if len(found) > 1 and not any(found.values()) and waits < MOST_WAITS:
            tx.job(NOTE, {**payload, "waits": waits + 1}, due_at=clock.now() + INDEX_FIRST)
            return
        _write(found, _stubs({one for ids in found.values() for one in ids}))


def _stubs(ids: set[int]) -> set[int]:
    """Examples without facts help nobody to go on."""
    return set(db.session.scalars(select(CaseStudy.id).where(CaseStudy.id.in_(ids), CaseStudy.is_stub.is_(True))))


def _write(found: dict[int, list[int]], left_out: set[int]) -> None:
    query = select(Subject.id, Subject.card).where(Subject.id.in_(found)).with_for_update()
    for row in db.session.execute(query).all():
        similar = [one for one in found[row.id] if one not in left_out][:MOST_SIMILAR]
        card = {**(row.card or {}), "similar": similar}
        db.session.execute(update(Subject).where(Subject.id == row.id).values(card=card))


JOBS = [JobType(NOTE, note_similar)]
