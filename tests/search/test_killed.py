"""The indexer may be killed at any moment, and a rebuild runs beside a site that answers."""

import os
import subprocess
import sys
import time

from flask import Flask

from app.search import indexing
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


def test_nothing_is_lost_or_doubled_when_the_indexer_is_killed_again_and_again(database_url):
    """The short form of `python -m tools.crash_search --rounds 200`: in mid writing, building and switching."""
    command = [sys.executable, "-m", "tools.crash_search", "--rounds", "20"]
    environment = {"PATH": os.environ["PATH"], "DATABASE_URL": database_url}
    ended = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=300)
    assert ended.returncode == 0, ended.stderr
    assert "20 rounds, nothing lost, nothing doubled" in ended.stdout


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
