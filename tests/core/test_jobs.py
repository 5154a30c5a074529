import os
import signal
import subprocess
import sys
import threading
import time
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select, update

from app.core import clock
from app.core.audit import AuditEntry
from app.core.jobs import queue
from app.core.jobs.models import Job
from app.core.jobs.worker import JobType, Ticker, Worker
from app.core.transaction import transaction
from app.extensions import db
from tests.harness.database import SECRET


def add(app, name="test.note", **values):
    with transaction() as tx:
        tx.job(name, {"n": values.pop("n", 0)}, **values)


def handle(app, handler, name="test.note"):
    app.extensions["ortskern"].jobs[name] = JobType(name, handler)


def test_a_job_runs_once(app):
    seen = []
    handle(app, lambda payload: seen.append(payload["n"]))
    add(app, n=3)
    assert Worker(app).run_all() == 1
    assert Worker(app).run_all() == 0
    assert seen == [3]


def test_the_same_key_is_added_once(app):
    handle(app, lambda payload: None)
    add(app, ukey="talk:1")
    add(app, ukey="talk:1")
    assert Worker(app).run_all() == 1


def test_a_job_waits_until_it_is_due(app):
    handle(app, lambda payload: None)
    add(app, due_at=clock.now() + timedelta(hours=1))
    assert Worker(app).run_all() == 0


def test_a_failing_job_is_tried_again_later_and_shown_in_the_end(app):
    def fails(payload):
        raise RuntimeError("kaputt")

    handle(app, fails)
    add(app)
    worker = Worker(app)
    for _ in range(queue.MOST_TRIES):
        with transaction():
            db.session.execute(update(Job).values(due_at=clock.now() - timedelta(seconds=1)))
        assert worker.run_one()
    job = db.session.scalars(select(Job)).one()
    assert job.failed_at is not None
    assert "kaputt" in job.last_error
    assert not worker.run_one()


def test_many_workers_do_each_job_once(app):
    lock, seen = threading.Lock(), []

    def note(payload):
        with lock:
            seen.append(payload["n"])

    handle(app, note)
    with transaction() as tx:
        for number in range(60):
            tx.job("test.note", {"n": number})
    threads = [threading.Thread(target=Worker(app).run_all) for _ in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert sorted(seen) == list(range(60))


def test_periodic_work_is_done_by_one_worker_and_only_when_needed(app):
    seen = []
    registry = app.extensions["ortskern"]
    registry.tickers[:] = [
        Ticker("test.tick", 60, lambda: seen.append(1)),
        Ticker("test.idle", 0, lambda: seen.append(2), needed=lambda: False),
    ]
    Worker(app).tick()
    other = Worker(app)
    other.holder = "elsewhere:1"
    other.tick()
    assert seen == [1]


def test_a_lease_runs_out(app):
    handle(app, lambda payload: None)
    add(app)
    assert queue.claim(db.engine, "dead:1") is not None
    assert queue.claim(db.engine, "alive:2") is None
    with transaction():
        db.session.execute(update(Job).values(locked_until=clock.now() - timedelta(seconds=1)))
    assert queue.claim(db.engine, "alive:2") is not None


SLOW_WORKER = """
import sys, time
from pathlib import Path
from app import create_app
from app.core.jobs.worker import JobType, Worker
from app.core.transaction import transaction
from app.core.audit import AuditEntry, record
from app.extensions import db
from sqlalchemy import select

app = create_app()
place = Path(sys.argv[1])

def effect(payload):
    with (place / f"started-{payload['n']}").open("a") as file:
        file.write("x")
    time.sleep(0.02)
    with transaction():
        key = f"effect-{payload['n']}"
        if db.session.scalar(select(AuditEntry.id).where(AuditEntry.action == key)) is None:
            record(key, actor_id=None)
    time.sleep(0.02)

app.extensions["ortskern"].jobs["test.effect"] = JobType("test.effect", effect)
Worker(app).run_forever()
"""


def test_a_worker_killed_in_mid_job_leaves_every_job_done_once_in_effect(app, database_url, tmp_path):
    number = 40
    with transaction() as tx:
        for n in range(number):
            tx.job("test.effect", {"n": n})
    environment = {**os.environ, "SECRET_KEY": SECRET, "DATABASE_URL": database_url, "INSTANCE_PATH": str(tmp_path)}
    left, kills, until = number, 0, time.monotonic() + 240
    while left and time.monotonic() < until:
        worker = subprocess.Popen(
            [sys.executable, "-c", SLOW_WORKER, str(tmp_path)], env=environment, cwd=Path(__file__).parents[2]
        )
        if kills < 3:
            wait_for_more(tmp_path, until)
            worker.send_signal(signal.SIGKILL)
            kills += 1
        else:
            while unfinished() and time.monotonic() < until:
                time.sleep(0.1)
            worker.terminate()
        worker.wait(timeout=20)
        left = unfinished()
    assert kills == 3
    assert left == 0
    db.session.rollback()
    effects = select(func.count(AuditEntry.id)).where(AuditEntry.action.like("effect-%"))
    assert db.session.scalar(effects) == number


def wait_for_more(place, until):
    """Until the worker just begun has started some jobs, so that the kill falls into one."""
    before = sum(path.stat().st_size for path in place.glob("started-*"))
    while sum(path.stat().st_size for path in place.glob("started-*")) < before + 4 and time.monotonic() < until:
        time.sleep(0.01)


def unfinished():
    db.session.rollback()
    return db.session.scalar(select(func.count(Job.id)).where(Job.done_at.is_(None)))


def test_a_stopped_worker_gives_its_lease_back(app):
    handle(app, lambda payload: None)
    add(app)
    queue.claim(db.engine, "host:7")
    assert queue.give_back(db.engine, "host:7") == 1
    assert queue.claim(db.engine, "host:8") is not None


@pytest.mark.parametrize("tries", [1, 4, 8])
def test_the_wait_grows_to_an_hour_at_most(app, tries):
    add(app)
    claimed = queue.claim(db.engine, "host:7")
    queue.fail(db.engine, queue.Claimed(claimed.id, claimed.name, claimed.payload, tries), "host:7", "x")
    job = db.session.scalars(select(Job)).one()
    assert job.due_at <= clock.now() + timedelta(hours=1)


def test_a_job_that_hangs_keeps_no_periodic_work_waiting(app, monkeypatch):
    ticked, hanging = threading.Event(), threading.Event()

    def hang(payload):
        hanging.set()
        assert ticked.wait(10)

    handle(app, hang)
    app.extensions["ortskern"].tickers[:] = [Ticker("test.tick", 0.1, ticked.set, needed=hanging.is_set)]
    add(app)
    monkeypatch.setattr(signal, "signal", lambda *_: None)
    worker = Worker(app)
    running = threading.Thread(target=worker.run_forever)
    running.start()
    assert ticked.wait(15)
    worker.stopping.set()
    running.join(timeout=15)
    assert not running.is_alive()
