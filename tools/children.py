"""Programs that run side by side: started together, watched, ended together without losing work."""

import ctypes
import signal
import subprocess
import sys
import threading
import time
from collections import deque
from dataclasses import dataclass, field

GRACE_SECONDS = 30  # as long as gunicorn gives a request, and the worker a job
TRIES, WITHIN_SECONDS = 5, 60  # a program that dies more often than that will not get better
PR_SET_PDEATHSIG = 1
LIBC = ctypes.CDLL(None)


@dataclass
class Child:
    name: str
    command: list[str]
    environment: dict[str, str]
    deaths: deque[float] = field(default_factory=lambda: deque(maxlen=TRIES))
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """In a session of its own: Ctrl-C reaches us alone, and we ask each program to finish its work."""
        self.process = subprocess.Popen(
            self.command,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=end_with_parent,
        )

    def is_dead(self) -> bool:
        return self.process is None or self.process.poll() is not None

    def dies_too_often(self, now: float) -> bool:
        self.deaths.append(now)
        return len(self.deaths) == TRIES and now - self.deaths[0] < WITHIN_SECONDS


def end_with_parent() -> None:
    """Linux: should this process be killed outright, its children get SIGTERM and keep no port."""
    if sys.platform == "linux":
        LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


class Family:
    def __init__(self, children: list[Child]) -> None:
        self.children = children
        self.asked_to_stop = threading.Event()

    def run(self) -> int:
        """Watch until a signal asks to stop; returns the exit status."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, lambda *_: self.asked_to_stop.set())
        for child in self.children:
            child.start()
        while not self.asked_to_stop.wait(0.2):
            for child in self.children:
                if child.is_dead() and not self.revive(child):
                    self.stop()
                    return 1
        self.stop()
        return 0

    def revive(self, child: Child) -> bool:
        code = child.process.returncode if child.process else None
        if child.dies_too_often(time.monotonic()):
            print(f"{child.name} endet immer wieder (zuletzt mit {code}); Gründe stehen oben.", flush=True)
            return False
        print(f"{child.name} ist mit {code} geendet und wird neu gestartet.", flush=True)
        child.start()
        return True

    def stop(self) -> None:
        """Ask all to finish; who has not after GRACE_SECONDS is ended (its leased job will be done later)."""
        living = [child.process for child in self.children if child.process and child.process.poll() is None]
        for process in living:
            process.terminate()
        deadline = time.monotonic() + GRACE_SECONDS
        for process in living:
            try:
                process.wait(timeout=max(0.0, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
