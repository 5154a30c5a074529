"""A stranger's machine lacks something: the answer is one sentence and one command."""

import os
import socket
import subprocess
import sys

import pytest

from config import ROOT
from tools import bootstrap


def test_an_old_python_is_answered_with_the_command_that_helps(monkeypatch):
    monkeypatch.setattr(bootstrap, "answer", lambda *_: "3.9")
    with pytest.raises(SystemExit, match=r"Es fehlt ein Python 3\.11.*\nAbhilfe: sudo apt-get install python3 "):
        bootstrap.find_python()


def test_a_newer_one_beside_the_old_one_is_found(monkeypatch):
    monkeypatch.setattr(bootstrap.shutil, "which", lambda name: name if name.endswith("3.12") else None)
    monkeypatch.setattr(bootstrap, "answer", lambda *_: "3.12")
    assert bootstrap.find_python() == "python3.12"


def test_a_python_without_venv_is_answered_with_the_package_that_has_it(monkeypatch):
    answers = {bootstrap.PROBE: "3.12"}
    monkeypatch.setattr(bootstrap, "answer", lambda _, code: answers.get(code, ""))
    with pytest.raises(SystemExit, match=r"Abhilfe: sudo apt-get install python3\.12-venv"):
        bootstrap.create_venv("python3.12")


def test_make_says_so_when_there_is_no_python_at_all():
    done = subprocess.run(["make", "PYTHON3=missing", "run"], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode != 0
    assert "Abhilfe: sudo apt-get install python3" in done.stdout


def test_an_unchanged_lock_asks_for_no_installation(monkeypatch, tmp_path):
    lock = tmp_path / "requirements.txt"
    lock.write_text("flask==3.1.3 \\\n    --hash=sha256:00\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(bootstrap, "VENV", str(tmp_path))
    monkeypatch.setattr(bootstrap, "VENV_PYTHON", sys.executable)
    assert not bootstrap.is_installed("requirements.txt")
    (tmp_path / "requirements.txt.installed").write_text(bootstrap.fingerprint("requirements.txt"))
    assert bootstrap.is_installed("requirements.txt")
    lock.write_text("flask==3.1.4 \\\n    --hash=sha256:01\n")
    assert not bootstrap.is_installed("requirements.txt")


def test_a_port_in_use_is_named_with_the_way_out(live_port):
    done = subprocess.run(
        [sys.executable, "-m", "tools.serve"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        env={**os.environ, "PORT": str(live_port)},
    )
    assert done.returncode != 0
    assert f"Anschluss {live_port} ist nicht frei" in done.stderr


@pytest.fixture
def live_port():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        yield taken.getsockname()[1]
