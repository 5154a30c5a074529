"""One small request to a site outside, straight to an address that was checked; redirects are checked anew."""

import socket
import ssl
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from urllib.parse import quote, urljoin, urlsplit

from app.shops.dead_links.gate import Gate, NotPublic

STEP_SECONDS = 5.0
WHOLE_SECONDS = 10.0
"""Between two packets, and for a whole request: a site that drips must not hold up the worker."""
MOST_REDIRECTS = 5
MOST_ADDRESSES = 3
"""Of one name: each that leads nowhere costs STEP_SECONDS."""
MOST_BYTES = 64 * 1024
SAFE = "/%:=&?~#+!$,;'@()*[]"


class Silent(Exception):
    """No answer: no such name, nobody there, a broken certificate, too slow, or not a machine we may ask."""


@dataclass(frozen=True)
class Asker:
    """gate: whom we may ask. agent: who we say we are."""

    gate: Gate
    agent: str

    def get(self, url: str, *, most: int = MOST_BYTES) -> "Answer":
        """At most so many bytes of the body. Raises Silent."""
        return self._follow("GET", url, most)

    def head(self, url: str) -> "Answer":
        """Raises Silent."""
        return self._follow("HEAD", url, 0)

    def _follow(self, method: str, url: str, most: int) -> "Answer":
        for _step in range(MOST_REDIRECTS + 1):
            answer = self._once(method, url, most)
            if answer.status not in (301, 302, 303, 307, 308) or not answer.location:
                return answer
            url = _joined(url, answer.location)
        raise Silent("too many redirects")

    def _once(self, method: str, url: str, most: int) -> "Answer":
        headers = {"User-Agent": self.agent, "Accept": "*/*", "Accept-Encoding": "identity", "Connection": "close"}
        if most and method == "GET":
            headers["Range"] = f"bytes=0-{most - 1}"
        try:
            connection, path = _connection(url, self.gate)
            with _cut_off(connection):
                connection.request(method, path, headers=headers)
                return _answer(connection.getresponse(), most)
        except (NotPublic, OSError, HTTPException, ValueError) as problem:
            raise Silent(type(problem).__name__) from problem


def _joined(url: str, location: str) -> str:
    try:
        return urljoin(url, location)
    except ValueError as problem:
        raise Silent("no address") from problem


@dataclass(frozen=True)
class Answer:
    status: int
    location: str
    body: bytes


def _answer(response: HTTPResponse, most: int) -> Answer:
    body = response.read(most) if most and response.status < 300 else b""
    return Answer(response.status, response.getheader("Location", "") or "", body)


class _ToAddress(HTTPConnection):
    """Speaks to a name, connected to the first of its addresses that answers. addresses: those that were checked.

    opened: the socket; http.client gives up its own one before the body is read.
    """

    addresses: Sequence[str] = ()
    opened: socket.socket | None = None

    def connect(self) -> None:
        for address in self.addresses[:MOST_ADDRESSES]:
            try:
                self.sock = self.opened = socket.create_connection((address, self.port), self.timeout)
                return
            except OSError as problem:
                failed = problem
        raise failed


class _ToAddressSafely(_ToAddress, HTTPSConnection):
    def connect(self) -> None:
        super().connect()
        context = ssl.create_default_context()
        self.sock = self.opened = context.wrap_socket(self.sock, server_hostname=self.host)


def _connection(url: str, gate: Gate) -> tuple[_ToAddress, str]:
    """Not opened yet, and the path to ask for. Raises NotPublic, OSError, ValueError."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname or "@" in parts.netloc:
        raise ValueError("no web address")
    host = parts.hostname if ":" in parts.hostname else parts.hostname.encode("idna").decode()
    kind = _ToAddressSafely if parts.scheme == "https" else _ToAddress
    connection = kind(host, parts.port or (443 if parts.scheme == "https" else 80), timeout=STEP_SECONDS)
    connection.addresses = gate.addresses_of(host, connection.port)
    path = quote(parts.path or "/", SAFE) + (f"?{quote(parts.query, SAFE)}" if parts.query else "")
    return connection, path


@contextmanager
def _cut_off(connection: _ToAddress) -> Iterator[None]:
    """Ends the request after WHOLE_SECONDS, whatever it is waiting for."""

    def cut() -> None:
        if connection.opened:
            with suppress(OSError):
                connection.opened.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(WHOLE_SECONDS, cut)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        connection.close()
