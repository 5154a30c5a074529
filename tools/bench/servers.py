"""Servers under measurement: started by gunicorn as in `make run`, their CPU time read from the kernel."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

WORKERS = 2
START_SECONDS = 60


@dataclass(frozen=True)
class Server:
    port: int
    pid: int

    def cpu_seconds(self) -> float:
        """User and system time of gunicorn and its workers so far."""
        return sum(runtime_ns(pid) for pid in (self.pid, *children_of(self.pid))) / 1e9

    def pss_megabytes(self) -> float:
        return sum(pss_kilobytes(pid) for pid in (self.pid, *children_of(self.pid))) / 1024


@contextmanager
def serving(application: str, environment: dict[str, str], probe: str) -> Iterator[Server]:
    """probe: path that answers once the server is ready."""
    port = free_port()
    options = ["--preload", "--bind", f"127.0.0.1:{port}", "--workers", str(WORKERS), "--log-level", "error"]
    process = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", *options, application],
        env={**os.environ, **environment},
        stdin=subprocess.DEVNULL,
    )
    try:
        wait_for(f"http://127.0.0.1:{port}{probe}", process)
        yield Server(port, process.pid)
    finally:
        process.terminate()
        process.wait(timeout=60)


def wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            urllib.request.urlopen(address, timeout=5).close()
            return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"{address} antwortet nicht")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def children_of(pid: int) -> list[int]:
    text = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    return [int(child) for child in text.split()]


def runtime_ns(pid: int) -> int:
    """Time on a CPU of all threads, nanoseconds (first figure of schedstat)."""
    return sum(int((task / "schedstat").read_text().split()[0]) for task in Path(f"/proc/{pid}/task").iterdir())


def pss_kilobytes(pid: int) -> int:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
