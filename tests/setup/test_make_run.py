"""`make run` as a stranger meets it: demo data at the first start, everything kept at the second."""

import os
import signal
import subprocess
import sys
import time
import urllib.request

import pytest

from config import ROOT
from tests.harness.live_site import free_port
from tools.serve import secret_in

pytestmark = pytest.mark.sqlite  # what it starts is SQLite, whatever the tests run on
SECONDS = 120


class Started:
    def __init__(self, place, port):
        clean = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "SECRET_KEY")}
        self.log = place / "make-run.log"
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "tools.serve"],
                cwd=ROOT,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env={**clean, "PORT": str(port), "INSTANCE_PATH": str(place / "instance")},
            )

    def said(self):
        return self.log.read_text()

    def wait_for(self, words):
        deadline = time.monotonic() + SECONDS
        while words not in self.said():
            assert self.process.poll() is None, self.said()
            assert time.monotonic() < deadline, self.said()
            time.sleep(0.1)

    def end(self, number):
        self.process.send_signal(number)
        return self.process.wait(timeout=60)


def test_the_first_start_brings_the_demo_and_the_second_keeps_it(tmp_path):
    port = free_port()
    first = Started(tmp_path, port)
    first.wait_for("Beenden mit Strg-C")
    assert "Demo-Anmeldungen" in first.said()
    assert "/redaktion/postausgang" in first.said()
    shown = urllib.request.urlopen(f"http://127.0.0.1:{port}/praxisbeispiele/", timeout=20).read()
    assert first.end(signal.SIGINT) == 0

    second = Started(tmp_path, port)
    second.wait_for("Beenden mit Strg-C")
    assert "Lade die Beispieldaten" not in second.said()
    again = urllib.request.urlopen(f"http://127.0.0.1:{port}/praxisbeispiele/", timeout=20).read()
    assert b"/praxisbeispiele/" in shown
    assert len(again) == len(shown)
    assert second.end(signal.SIGTERM) == 0


def test_the_secret_is_random_and_for_its_owner_alone(tmp_path):
    secret = secret_in(tmp_path / "secret_key")
    assert len(secret) == 64
    assert secret_in(tmp_path / "secret_key") == secret
    assert (tmp_path / "secret_key").stat().st_mode & 0o777 == 0o600
