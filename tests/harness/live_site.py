"""A site as visitors meet it: gunicorn and the worker in processes and on a database of their own."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from flask import Flask

from app import create_app
from app.extensions import db
from app.search.indexing import is_pending
from config import ROOT, Settings
from tests.harness.database import copy_of, settings_for

START_SECONDS = 30
END_SECONDS = 20
INDEX_SECONDS = 120


@dataclass
class LiveSite:
    """url: address without a slash at the end. app: the same installation in the test's own process."""

    url: str
    app: Flask
    settings: Settings
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)

    @property
    def log(self) -> Path:
        return self.settings.instance_path / "live.log"

    def start(self) -> None:
        web = ["gunicorn", "--preload", "--bind", self.url.removeprefix("http://"), "--workers", "2"]
        worker = ["flask", "--app", "wsgi", "jobs", "run"]
        self.processes = [self.launch([*web, "--log-level", "warning", "wsgi:app"]), self.launch(worker)]
        self.wait_until_it_answers()

    def launch(self, command: list[str]) -> subprocess.Popen[bytes]:
        values = self.settings.model_dump()
        environment = {name.upper(): str(value) for name, value in values.items() if str(value)}
        clean = {name: value for name, value in os.environ.items() if name.lower() not in values}
        with self.log.open("ab") as log:
            return subprocess.Popen(
                [sys.executable, "-m", *command],
                cwd=ROOT,
                env={**clean, **environment},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )

    def wait_until_it_answers(self, path: str = "/healthz", seconds: float = START_SECONDS) -> None:
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            try:
                urllib.request.urlopen(f"{self.url}{path}", timeout=5).close()
                return
            except OSError:
                time.sleep(0.05)
        raise RuntimeError(f"the site does not answer:\n{self.log.read_text()[-3000:]}")

    def stop(self) -> None:
        for process in self.processes:
            process.terminate()
        for process in self.processes:
            try:
                process.wait(timeout=END_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


@contextmanager
def running_site(template: str, place: Path, **settings: object) -> Iterator[LiveSite]:
    with ExitStack() as stack:
        port = free_port()
        url = stack.enter_context(copy_of(template, place))
        chosen = settings_for(place, url, port=port, **settings)
        site = LiveSite(f"http://127.0.0.1:{port}", create_app(chosen), chosen)
        stack.callback(site.stop)
        site.start()
        with site.app.app_context():
            stack.callback(db.engine.dispose)
            yield site


@pytest.fixture(scope="module")
def live_site(template: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveSite]:
    """One site for the tests of a file. Rows made by factories in the test are there for the visitor."""
    with running_site(template, tmp_path_factory.mktemp("live")) as site:
        yield site


@pytest.fixture(scope="module")
def demo_site(template: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveSite]:
    """The same with the demo data of `make run`, found by search as well."""
    with running_site(template, tmp_path_factory.mktemp("demo"), demo=True) as site:
        site.app.cli.main(["demo", "load"], standalone_mode=False)
        site.wait_until_it_answers("/readyz", INDEX_SECONDS)
        wait_until_all_is_found()
        yield site


def wait_until_all_is_found() -> None:
    """The index may have been built while the demo was still loading: then the rest is waiting for the worker."""
    deadline = time.monotonic() + INDEX_SECONDS
    while is_pending() and time.monotonic() < deadline:
        db.session.rollback()
        time.sleep(0.2)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
