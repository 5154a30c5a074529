"""The one way to write: lock, check the version, change, publish, commit once.

`transaction()` ends the read transaction, opens a writing one (BEGIN IMMEDIATE on SQLite, row locks on
PostgreSQL), reloads what is locked, and commits at the end; inside another transaction it joins that one.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from operator import itemgetter
from typing import Any

from flask import current_app
from sqlalchemy import bindparam, inspect, select

from app.core import cache_version, clock
from app.core.database import WRITING
from app.core.events import Event
from app.core.jobs.queue import add_job, add_jobs
from app.core.mail.letters import add_letter
from app.core.subjects import Subject
from app.extensions import db

QUEUE_SECONDS = 20
_LOCKED = (
    select(Subject).where(Subject.id == bindparam("id")).with_for_update().execution_options(populate_existing=True)
)


class Stale(Exception):
    """Somebody else has saved meanwhile; the caller shows both texts and overwrites nothing."""

    def __init__(self, current_version: int) -> None:
        super().__init__(f"version is now {current_version}")
        self.current_version = current_version


class Transaction:
    """What a service may do beside changing rows: publish events, add jobs, send mail, all in the same commit."""

    def __init__(self) -> None:
        self.raises_cache = True

    def publish(self, event: Event) -> None:
        """Run inline listeners now, and write one job for each of the others."""
        db.session.flush()
        listeners = current_app.extensions["ortskern"].events.for_event(event)
        for listener in listeners:
            if listener.inline:
                listener.handler(event)
        payload = {"event": event.stored_name, "data": event.payload()}
        add_jobs([(f"event:{listener.name}", payload) for listener in listeners if not listener.inline])

    def job(
        self,
        name: str,
        payload: dict[str, Any] | None = None,
        *,
        ukey: str | None = None,
        due_at: datetime | None = None,
    ) -> None:
        """Add a job. ukey: a second job with the same key is not added. due_at: not before (UTC)."""
        add_job(name, payload or {}, ukey=ukey, due_at=due_at)

    def mail(self, to: str, template: str, *, ukey: str | None = None, **context: Any) -> None:
        """Write a letter from templates/<template>.{subject,txt,html} and the job that sends it."""
        add_letter(to, template, ukey=ukey, **context)


@contextmanager
def transaction(*locked: Any, version: int | None = None, raises_cache: bool = True) -> Iterator[Transaction]:
    """Write. locked: things with an address, whose subject rows are locked and reloaded, in order of id.

    version: the version of the first of them that the person has seen; raises Stale when it has changed.
    raises_cache: False for writes no guest can see (log-ins, counters, drafts): kept guest pages stay.
    """
    outer = db.session.info.get("transaction")
    if outer is not None:
        _lock(locked, version)
        outer.raises_cache |= raises_cache
        yield outer
        return
    tx = db.session.info["transaction"] = Transaction()
    tx.raises_cache = raises_cache
    try:
        db.session.rollback()
        with _queue():
            db.session.connection(execution_options={WRITING: True})
            _lock(locked, version)
            yield tx
            db.session.commit()
    except BaseException:
        db.session.rollback()
        raise
    finally:
        db.session.info.pop("transaction", None)
    if tx.raises_cache:
        cache_version.raise_version()


@contextmanager
def _queue() -> Iterator[None]:
    """SQLite knows one writer and makes the others try again and again, which starves some of two hundred.

    The writers of this process wait for each other here instead; after QUEUE_SECONDS SQLite decides.
    """
    if db.engine.dialect.name != "sqlite":
        yield
        return
    turn = current_app.extensions.setdefault("ortskern_writers", threading.Lock())
    has_turn = turn.acquire(timeout=QUEUE_SECONDS)
    try:
        yield
    except BaseException:
        db.session.rollback()
        raise
    finally:
        if has_turn:
            turn.release()


def _lock(locked: tuple[Any, ...], version: int | None) -> None:
    for number, thing in sorted(((_id(thing), thing) for thing in locked), key=itemgetter(0)):
        db.session.scalars(_LOCKED, {"id": number}).one()
        if not isinstance(thing, Subject):
            db.session.refresh(thing)
    if version is not None:
        current = db.session.get_one(Subject, _id(locked[0])).version
        if current != version:
            raise Stale(current)


def _id(thing: Any) -> int:
    """Without asking the database for what the rollback before has forgotten."""
    return (inspect(thing).identity or (thing.id,))[0]


def touch(subject: Subject) -> None:
    """Say that a subject has changed: its version rises by one."""
    subject.version = Subject.version + 1  # type: ignore[assignment]
    subject.changed_at = clock.now()
