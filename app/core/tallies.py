"""Counting in the memory of a web process; now and then it is handed to the worker in a small file.

A page waits for no lock and no disk. What a killed process has counted within the last seconds is lost.
"""

import atexit
import json
import logging
import os
import secrets
import threading
from collections import Counter
from pathlib import Path

FOLDER = "counters"
HAND_OVER_SECONDS = 30.0
MOST_KEYS = 20_000
MOST_FILES = 200
Key = tuple[str | int, ...]

log = logging.getLogger(__name__)


class Tally:
    """One per process. instance_path: where the folder lies. name: how its files begin."""

    def __init__(self, instance_path: Path, name: str) -> None:
        self.instance_path, self.name = instance_path, name
        self.numbers: Counter[Key] = Counter()
        self.lock = threading.Lock()
        self.timer: threading.Timer | None = None
        atexit.register(self.hand_over)

    def add(self, key: Key) -> None:
        """One more. Beyond MOST_KEYS different ones nothing new is begun until the next hand-over."""
        with self.lock:
            if key in self.numbers or len(self.numbers) < MOST_KEYS:
                self.numbers[key] += 1
            if self.timer is None:
                self.timer = threading.Timer(HAND_OVER_SECONDS, self.hand_over)
                self.timer.daemon = True
                self.timer.start()

    def hand_over(self) -> None:
        """Write what was counted to a file of its own. When that fails it is kept and tried again later."""
        with self.lock:
            numbers, self.numbers = self.numbers, Counter()
            if self.timer is not None:
                self.timer.cancel()
            self.timer = None
        if not numbers:
            return
        try:
            self._write(json.dumps([[*key, number] for key, number in numbers.items()]))
        except OSError:
            log.warning("counts of %s could not be handed over; they are kept", self.name)
            with self.lock:
                self.numbers.update(numbers)

    def _write(self, content: str) -> None:
        """The worker sees whole files only."""
        folder = self.instance_path / FOLDER
        folder.mkdir(exist_ok=True)
        path = folder / f"{self.name}-{os.getpid()}-{secrets.token_hex(4)}"
        path.write_text(content)
        path.rename(path.with_suffix(".json"))


def waiting(instance_path: Path, name: str) -> list[Path]:
    """Files handed over and not taken in yet."""
    return sorted((instance_path / FOLDER).glob(f"{name}-*.json"))[:MOST_FILES]


def read(files: list[Path]) -> Counter[Key]:
    """Their sum. A torn file counts as empty."""
    total: Counter[Key] = Counter()
    for path in files:
        try:
            total.update({tuple(key): number for *key, number in json.loads(path.read_text())})
        except ValueError:
            log.warning("%s cannot be read", path.name)
    return total
