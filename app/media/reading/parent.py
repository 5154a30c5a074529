"""Starts the reading process, waits no longer than it may take, and believes nothing it says without a look."""

import json
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path

from app.core.text import clean

SECONDS = 45
MOST_BYTES = 16_000_000
CHILD = Path(__file__).with_name("child.py")
READ, EMPTY, PARTLY, LOCKED, UNREADABLE = STATES = ("read", "empty", "partly", "locked", "unreadable")


@dataclass(frozen=True)
class Reading:
    """state: one of STATES.  pages: number (0: none) → text."""

    state: str
    pages: dict[int, str]


def read_file(path: Path, media_type: str, seconds: float = SECONDS) -> Reading:
    """The text of a document. A process that takes too long, too much or dies leaves what it had said until then."""
    command = [sys.executable, "-I", "-X", "utf8", str(CHILD), media_type, str(path.resolve())]
    with subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env={}, cwd="/"
    ) as process:
        alarm = threading.Timer(seconds, process.kill)
        alarm.start()
        try:
            said = process.stdout.read(MOST_BYTES) if process.stdout else b""
        finally:
            process.kill()
            alarm.cancel()
    return _believed(said)


def _believed(said: bytes) -> Reading:
    pages: dict[int, list[str]] = {}
    state = ""
    for line in said.splitlines():
        try:
            told = json.loads(line)
            state = told.get("state", "")
            if "text" in told:
                pages.setdefault(int(told["page"]), []).append(clean(str(told["text"])))
        except (ValueError, KeyError, TypeError):
            break
    if state not in STATES or (state == UNREADABLE and pages):
        state = PARTLY if pages else UNREADABLE
    return Reading(state, {number: "\n".join(texts) for number, texts in pages.items()})
