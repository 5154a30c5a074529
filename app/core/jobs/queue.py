"""Adding, claiming, finishing and repeating jobs. Only adding happens inside a transaction()."""

import os
import socket
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Engine, or_, select, update

from app.core import clock
from app.core.database import WRITING
from app.core.jobs.models import Job
from app.core.rows import add_rows
from app.extensions import db

LEASE = timedelta(minutes=5)
MOST_TRIES = 8


@dataclass(frozen=True)
class Claimed:
    id: int
    name: str
    payload: dict[str, Any]
    tries: int


def holder_name() -> str:
    """Host and process, so that leases of dead processes on the same host can be told."""
    return f"{socket.gethostname()}:{os.getpid()}"


def add_job(name: str, payload: dict[str, Any], *, ukey: str | None = None, due_at: datetime | None = None) -> None:
    """Add a job to the running transaction; nothing happens when a job with the same ukey is there."""
    if ukey and db.session.scalar(select(Job.id).where(Job.ukey == ukey)):
        return
    add_rows(Job, [{"name": name, "payload": payload, "ukey": ukey, "due_at": due_at or clock.now()}])


def add_jobs(named: Sequence[tuple[str, dict[str, Any]]]) -> None:
    """Several jobs (name, payload), due now, in one statement."""
    now = clock.now()
    add_rows(Job, [{"name": name, "payload": payload, "due_at": now} for name, payload in named])


def claim(engine: Engine, holder: str) -> Claimed | None:
    """Take the job that has been due longest and lease it to holder, or None when nothing is due."""
    now = clock.now()
    free = or_(Job.locked_until.is_(None), Job.locked_until < now)
    wanted = (
        select(Job.id, Job.name, Job.payload, Job.tries)
        .where(Job.done_at.is_(None), Job.failed_at.is_(None), Job.due_at <= now, free)
        .order_by(Job.due_at, Job.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    with writing(engine) as connection:
        row = connection.execute(wanted).first()
        if row is None:
            return None
        connection.execute(
            update(Job).where(Job.id == row.id).values(locked_until=now + LEASE, locked_by=holder, tries=row.tries + 1)
        )
        return Claimed(row.id, row.name, row.payload, row.tries + 1)


def due(engine: Engine) -> bool:
    """A cheap look without a lock: is there anything to claim?"""
    now = clock.now()
    free = or_(Job.locked_until.is_(None), Job.locked_until < now)
    with engine.connect() as connection:
        query = select(Job.id).where(Job.done_at.is_(None), Job.failed_at.is_(None), Job.due_at <= now, free)
        return connection.execute(query.limit(1)).first() is not None


def renew(engine: Engine, job_id: int, holder: str) -> bool:
    """Heartbeat: lengthen the lease. False when somebody else holds it by now."""
    return _set(engine, job_id, holder, locked_until=clock.now() + LEASE)


def finish(engine: Engine, job_id: int, holder: str) -> bool:
    return _set(engine, job_id, holder, done_at=clock.now(), locked_until=None, last_error="")


def fail(engine: Engine, claimed: Claimed, holder: str, error: str) -> None:
    """Try again later, each time longer (5 s to 1 h); give up after MOST_TRIES and show it to staff."""
    wait = timedelta(seconds=min(5 * 3 ** (claimed.tries - 1), 3600))
    given_up = {"failed_at": clock.now()} if claimed.tries >= MOST_TRIES else {"due_at": clock.now() + wait}
    _set(engine, claimed.id, holder, locked_until=None, last_error=error[-4000:], **given_up)


def give_back(engine: Engine, holder_prefix: str) -> int:
    """Free the leases of holders whose name begins so (a stopped or dead process). Returns how many."""
    with writing(engine) as connection:
        query = update(Job).where(Job.done_at.is_(None), Job.locked_by.startswith(holder_prefix, autoescape=True))
        return connection.execute(query.values(locked_until=None, locked_by=None)).rowcount


def release_dead(engine: Engine) -> int:
    """Free the leases of processes of this host that live no more."""
    host = socket.gethostname()
    with engine.connect() as connection:
        query = select(Job.locked_by).where(
            Job.done_at.is_(None), Job.locked_by.startswith(f"{host}:", autoescape=True)
        )
        holders = set(connection.scalars(query.distinct()))
    return sum((give_back(engine, one) for one in holders if one and not _lives(one)), 0)


def _lives(holder: str) -> bool:
    try:
        os.kill(int(holder.rsplit(":", 1)[1]), 0)
    except PermissionError:
        return True
    except (ProcessLookupError, ValueError):
        return False
    return True


def _set(engine: Engine, job_id: int, holder: str, **values: Any) -> bool:
    with writing(engine) as connection:
        query = update(Job).where(Job.id == job_id, Job.locked_by == holder).values(**values)
        return connection.execute(query).rowcount == 1


class writing:
    """A short writing transaction of its own, outside the session: `with writing(engine) as connection`."""

    def __init__(self, engine: Engine) -> None:
        self._connection = engine.connect().execution_options(**{WRITING: True})

    def __enter__(self) -> Connection:
        self._begun = self._connection.begin()
        return self._connection

    def __exit__(self, kind: Any, error: Any, trace: Any) -> None:
        try:
            self._begun.__exit__(kind, error, trace)
        finally:
            self._connection.close()
