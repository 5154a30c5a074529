"""Web server and worker are one family: they end together, and neither is left behind."""

import os
import signal
import sys
import threading
import time

import pytest

from tools.children import Child, Family

FINISHES_FIRST = """
import pathlib, signal, sys, time
def end(*_):
    time.sleep(0.3); pathlib.Path(sys.argv[1]).write_text("done"); sys.exit(0)
signal.signal(signal.SIGTERM, end)
pathlib.Path(sys.argv[1]).write_text("at work")
time.sleep(60)
"""


def child(*arguments: str) -> Child:
    return Child("Das Kind", [sys.executable, "-c", *arguments], dict(os.environ))


@pytest.fixture
def old_handlers():
    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    handlers = {number: signal.getsignal(number) for number in numbers}
    yield
    for number, handler in handlers.items():
        signal.signal(number, handler)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_lets_the_work_at_hand_be_finished(tmp_path, old_handlers, number):
    notes = [tmp_path / "one", tmp_path / "two"]
    family = Family([child(FINISHES_FIRST, str(note)) for note in notes])
    threading.Thread(target=signal_when, args=(notes, number), daemon=True).start()
    assert family.run() == 0
    assert [note.read_text() for note in notes] == ["done", "done"]


def signal_when(notes, number):
    while not all(note.exists() and note.read_text() for note in notes):
        time.sleep(0.02)
    os.kill(os.getpid(), number)


def test_one_that_dies_is_started_again_but_not_for_ever(old_handlers, capsys):
    patient = child("import time; time.sleep(60)")
    family = Family([patient, child("raise SystemExit(3)")])
    assert family.run() == 1
    assert patient.is_dead()
    assert "endet immer wieder (zuletzt mit 3)" in capsys.readouterr().out
