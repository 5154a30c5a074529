"""What reads alike, noted beside each entry by the worker: asking the index costs more than a whole page may."""

from datetime import timedelta
from typing import Any

from sqlalchemy import select, update

from app.core import clock, ports
from app.core.events import SubjectChanged, SubjectEvent, SubjectPublished, SubjectsImported
from app.core.identifiers import public_id
from app.core.jobs.worker import JobType
from app.core.subjects import Subject
from app.core.transaction import transaction
from app.extensions import db
from app.practices.kinds import CASE, PRACTICE
from app.practices.models import CaseStudy

NOTE, WALK = "practices.note-similar", "practices.walk-similar"
MOST_SIMILAR, ASKED = 6, 20
AT_ONCE = 100
MOST_AT_ONCE = 1_000
PAUSE = timedelta(seconds=10)
INDEX_FIRST = timedelta(seconds=20)
MOST_WAITS = 30


def on_event(event: SubjectEvent) -> None:
    """Listener: a published or changed entry is compared with all others."""
    if event.kind in (PRACTICE, CASE) and isinstance(event, SubjectPublished | SubjectChanged):
        note_similar({"ids": [event.id]})


def on_import(event: SubjectsImported) -> None:
    """Listener: once the index has them; small imports at once, large ones bit by bit beside other work."""
    if event.kind not in (PRACTICE, CASE) or not event.ids:
        return
    due_at = clock.now() + INDEX_FIRST
    with transaction(raises_cache=False) as tx:
        if len(event.ids) > MOST_AT_ONCE:
            walk = {"kind": event.kind, "after": min(event.ids) - 1, "last": max(event.ids), "walk": public_id()}
            tx.job(WALK, walk, due_at=due_at)
            return
        for start in range(0, len(event.ids), AT_ONCE):
            tx.job(NOTE, {"ids": event.ids[start : start + AT_ONCE]}, due_at=due_at)


def walk_on(payload: dict[str, Any]) -> None:
    """Job: the next entries of a large import that nothing is noted of yet; then a job for those after them."""
    query = select(Subject.id, Subject.card).where(Subject.kind == payload["kind"], Subject.state == "published")
    query = query.where(Subject.id > payload["after"], Subject.id <= payload["last"]).order_by(Subject.id)
    rows = db.session.execute(query.limit(AT_ONCE)).all()
    if not rows:
        return
    found = _asked([row.id for row in rows if "similar" not in (row.card or {})])
    waits = payload.get("waits", 0)
    is_too_early = _is_too_early(found, waits)
    following = {"waits": waits + 1} if is_too_early else {"waits": 0, "after": rows[-1].id}
    job = {**payload, **following}
    with transaction(raises_cache=False) as tx:
        if not is_too_early:
            _write(found, _stubs({one for ids in found.values() for one in ids}))
        ukey = f"{WALK}:{job['walk']}:{job['after']}:{job['waits']}"
        tx.job(WALK, job, due_at=clock.now() + (INDEX_FIRST if is_too_early else PAUSE), ukey=ukey)


def note_similar(payload: dict[str, Any]) -> None:
    """Job: ask first, write then, so that nobody waits for the index with the database locked.

    Several entries without a single neighbour mean that the index is still being built: then later again.
    """
    found = _asked(payload["ids"])
    waits = payload.get("waits", 0)
    with transaction() as tx:
        if _is_too_early(found, waits):
            tx.job(NOTE, {**payload, "waits": waits + 1}, due_at=clock.now() + INDEX_FIRST)
            return
        _write(found, _stubs({one for ids in found.values() for one in ids}))


def _asked(ids: list[int]) -> dict[int, list[int]]:
    return {number: list(ports.similar(number, ASKED)) for number in ids}


def _is_too_early(found: dict[int, list[int]], waits: int) -> bool:
    return len(found) > 1 and not any(found.values()) and waits < MOST_WAITS


def _stubs(ids: set[int]) -> set[int]:
    """Examples without facts help nobody to go on."""
    return set(db.session.scalars(select(CaseStudy.id).where(CaseStudy.id.in_(ids), CaseStudy.is_stub.is_(True))))


def _write(found: dict[int, list[int]], left_out: set[int]) -> None:
    query = select(Subject.id, Subject.card).where(Subject.id.in_(found)).with_for_update()
    for row in db.session.execute(query).all():
        similar = [one for one in found[row.id] if one not in left_out][:MOST_SIMILAR]
        card = {**(row.card or {}), "similar": similar}
        db.session.execute(update(Subject).where(Subject.id == row.id).values(card=card))


JOBS = [JobType(NOTE, note_similar), JobType(WALK, walk_on)]
