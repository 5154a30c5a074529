"""The indexer may be killed at any moment, and a rebuild runs beside a site that answers."""

import signal
import subprocess
import sys
import time

from flask import Flask

from app.core.transaction import transaction
from app.search import indexing, marking
from app.search.engines.interface import SearchRequest
from app.search.service import engine
from config import ROOT
from tests.factories.practices import PracticeFactory


def launch(app: Flask, *command: str) -> subprocess.Popen:
    values = app.config["SETTINGS"].model_dump()
    environment = {name.upper(): str(value) for name, value in values.items() if str(value)}
    return subprocess.Popen([sys.executable, "-m", "flask", "--app", "wsgi", *command], cwd=ROOT, env=environment)


def found(text: str) -> int:
    return engine().search(SearchRequest(text, ("public",))).total


def test_nothing_is_lost_when_the_indexer_is_killed_in_mid_work(app, run_jobs):
    indexing.rebuild()
    for number in range(40):
        made = PracticeFactory(title=f"Markthalle {number}")
        with transaction():
            marking.mark([made.id])
    for wait in (0.7, 1.0, 1.3):
        worker = launch(app, "jobs", "run")
        time.sleep(wait)
        worker.send_signal(signal.SIGKILL)
        worker.wait()
        with transaction():
            marking.mark([made.id])
    indexing.index_pending()
    run_jobs()
    assert found("Markthalle") == 40
    assert not indexing.is_pending()


def test_the_site_answers_while_the_index_is_built_anew_and_after_a_kill(app, client):
    for number in range(30):
        PracticeFactory(title=f"Markthalle {number}")
    indexing.rebuild()
    for wait in (0.8, 60.0):
        builder = launch(app, "search", "rebuild")
        deadline = time.monotonic() + wait
        while builder.poll() is None and time.monotonic() < deadline:
            assert client.get("/suche?q=Markthalle").text.count("card__title") == 20
        builder.kill()
        builder.wait()
    assert builder.returncode == 0
    assert found("Markthalle") == 30
