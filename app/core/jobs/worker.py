"""The loop behind `flask jobs run`: claim, run with a heartbeat, finish or fail; and periodic work."""

import logging
import signal
import threading
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from flask import Flask
from sqlalchemy import insert, or_, select, update
from sqlalchemy.exc import IntegrityError, OperationalError

from app.core import clock
from app.core.events import Event, event_class
from app.core.jobs import queue
from app.core.jobs.models import Lease
from app.extensions import db

log = logging.getLogger(__name__)
POLL_SECONDS = 0.2
HEARTBEAT_SECONDS = 60.0
TICKER_LEASE = timedelta(minutes=2)


@dataclass(frozen=True)
class JobType:
    """name: stored with each job. handler(payload): may run twice unharmed; passes ids, not things."""

    name: str
    handler: Callable[[dict[str, Any]], None]


@dataclass(frozen=True)
class Ticker:
    """Periodic work; at any moment one worker alone runs it. handler() should take well under a minute.

    needed(): a cheap look whether there is anything to do; spares the lease, which is a write.
    """

    name: str
    every_seconds: float
    handler: Callable[[], object]
    needed: Callable[[], bool] | None = None


class Worker:
    """Works through the jobs of one installation. Several may run beside each other."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.registry = app.extensions["ortskern"]
        with app.app_context():
            self.engine = db.engine
        self.holder = queue.holder_name()
        self.stopping = threading.Event()
        self._seen: dict[str, float] = {}

    def run_forever(self) -> None:
        """Until SIGTERM or SIGINT: the job at hand is finished first.

        Periodic work has a thread of its own: a mail server that hangs must not keep new entries out of the index.
        """
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: self.stopping.set())
        queue.release_dead(self.engine)
        ticking = threading.Thread(target=self._again_and_again, args=(self._tick_once,), name="tickers")
        ticking.start()
        self._again_and_again(self.run_one)
        ticking.join()
        queue.give_back(self.engine, self.holder)

    def _again_and_again(self, work: Callable[[], bool]) -> None:
        """Until told to stop; rests when there was nothing to do, and longer when the database is away."""
        while not self.stopping.is_set():
            try:
                rest = 0.0 if work() else POLL_SECONDS
            except OperationalError:
                log.exception("database is locked or down; trying again")
                rest = 1.0
            self.stopping.wait(rest)

    def _tick_once(self) -> bool:
        self.tick()
        return False

    def run_all(self, most: int = 10_000) -> int:
        """Run what is due now, for tests and `flask jobs run --once`. Returns how many ran."""
        return next((number for number in range(most) if not self.run_one()), most)

    def run_one(self) -> bool:
        """Run one due job. False when there was none."""
        if not queue.due(self.engine):
            return False
        claimed = queue.claim(self.engine, self.holder)
        if claimed is None:
            return False
        with _Heartbeat(self.engine, claimed.id, self.holder):
            error = self._attempt(claimed)
        if error:
            queue.fail(self.engine, claimed, self.holder, error)
        else:
            queue.finish(self.engine, claimed.id, self.holder)
        return True

    def _attempt(self, claimed: queue.Claimed) -> str:
        """Run the handler; returns the trace of what went wrong, or nothing."""
        with self.app.app_context():
            try:
                self._handle(claimed)
            except Exception:
                log.exception("job %s (%s) failed", claimed.id, claimed.name)
                return traceback.format_exc()
            return ""

    def _handle(self, claimed: queue.Claimed) -> None:
        if claimed.name.startswith("event:"):
            listener = self.registry.events.listeners[claimed.name.removeprefix("event:")]
            listener.handler(_event(claimed.payload))
        else:
            self.registry.jobs[claimed.name].handler(claimed.payload)

    def tick(self) -> None:
        """Run the periodic works whose time has come and whose lease is ours."""
        for ticker in self.registry.tickers:
            if self._due(ticker) and self._needed(ticker) and self._take(ticker):
                with self.app.app_context():
                    try:
                        ticker.handler()
                    except Exception:
                        log.exception("periodic work %s failed", ticker.name)
                self._give(ticker)

    def _needed(self, ticker: Ticker) -> bool:
        if ticker.needed is None:
            return True
        with self.app.app_context():
            return ticker.needed()

    def _due(self, ticker: Ticker) -> bool:
        now = time.monotonic()
        if now - self._seen.get(ticker.name, -1e9) < ticker.every_seconds:
            return False
        self._seen[ticker.name] = now
        return True

    def _take(self, ticker: Ticker) -> bool:
        now = clock.now()
        with queue.writing(self.engine) as connection:
            self._ensure_row(connection, ticker.name)
            free = or_(Lease.until < now, Lease.holder == self.holder)
            rested = or_(Lease.last_run_at.is_(None), Lease.last_run_at <= _ago(ticker, now))
            query = update(Lease).where(Lease.name == ticker.name, free, rested)
            return connection.execute(query.values(holder=self.holder, until=now + TICKER_LEASE)).rowcount == 1

    def _give(self, ticker: Ticker) -> None:
        with queue.writing(self.engine) as connection:
            query = update(Lease).where(Lease.name == ticker.name, Lease.holder == self.holder)
            connection.execute(query.values(until=clock.now(), last_run_at=clock.now()))

    @staticmethod
    def _ensure_row(connection: Any, name: str) -> None:
        if connection.execute(select(Lease.name).where(Lease.name == name)).first():
            return
        try:
            with connection.begin_nested():
                connection.execute(insert(Lease).values(name=name, holder="", until=clock.now() - TICKER_LEASE))
        except IntegrityError:
            log.debug("another worker has made the lease %s", name)


def _ago(ticker: Ticker, now: datetime) -> datetime:
    return now - timedelta(seconds=ticker.every_seconds * 0.5)


def _event(payload: dict[str, Any]) -> Event:
    return event_class(payload["event"])(**payload["data"])


class _Heartbeat:
    """Lengthens the lease while a long job runs."""

    def __init__(self, engine: Any, job_id: int, holder: str) -> None:
        self._args = (engine, job_id, holder)
        self._over = threading.Event()
        self._thread: threading.Timer | None = None

    def __enter__(self) -> None:
        self._thread = threading.Timer(HEARTBEAT_SECONDS, self._beat)
        self._thread.daemon = True
        self._thread.start()

    def _beat(self) -> None:
        while not self._over.is_set():
            try:
                queue.renew(*self._args)
            except OperationalError:
                log.warning("heartbeat missed: the database did not answer")
            self._over.wait(HEARTBEAT_SECONDS)

    def __exit__(self, *_: Any) -> None:
        self._over.set()
        if self._thread:
            self._thread.cancel()
