"""One client after another, and as many as there are workers: requests over fresh connections, answers read whole."""

import http.client
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http.client import HTTPMessage

from tools.bench.servers import WORKERS, Server


@dataclass(frozen=True)
class Call:
    """What to ask. expected: the status that counts as right; anything else stops the measurement."""

    path: str
    method: str = "GET"
    body: bytes | None = None
    headers: dict[str, str] = field(default_factory=dict)
    expected: int = 200


@dataclass(frozen=True)
class Figures:
    """cpu_ms: CPU time of the server for one request. per_second: requests answered. size: bytes of one answer."""

    cpu_ms: float
    per_second: float
    size: int


def ask(server: Server, call: Call) -> bytes:
    return ask_whole(server, call)[1]


def etag_of(server: Server, path: str, headers: dict[str, str] | None = None) -> str:
    return ask_whole(server, Call(path, headers=headers or {}))[0].get("ETag", "")


def ask_whole(server: Server, call: Call) -> tuple[HTTPMessage, bytes]:
    """Headers and content."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    try:
        connection.request(call.method, call.path, call.body, call.headers)
        answer = connection.getresponse()
        content = answer.read()
    finally:
        connection.close()
    if answer.status != call.expected:
        raise RuntimeError(f"{call.method} {call.path}: {answer.status} statt {call.expected}\n{content[:500]!r}")
    return answer.headers, content


def measure(server: Server, call: Call, seconds: float) -> Figures:
    """Ask again and again for so many seconds, with one client per worker."""
    size = len(ask(server, call))
    cpu, started = server.cpu_seconds(), time.monotonic()
    with ThreadPoolExecutor(WORKERS) as pool:
        counts = list(pool.map(lambda _: keep_asking(server, call, started + seconds), range(WORKERS)))
    passed, done = time.monotonic() - started, sum(counts)
    return Figures((server.cpu_seconds() - cpu) / done * 1000, done / passed, size)


def keep_asking(server: Server, call: Call, until: float) -> int:
    done = 0
    while time.monotonic() < until:
        ask(server, call)
        done += 1
    return done
