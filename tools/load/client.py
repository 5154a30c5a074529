"""Many browsers in one process: fresh connections, and the seconds from the click to the last byte."""

import asyncio
import time
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

PATIENCE = 60.0


@dataclass(frozen=True)
class Answer:
    status: int
    etag: str
    text: str
    seconds: float


@dataclass
class Watch:
    """Seconds of every request by name, and what went wrong."""

    port: int
    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    faults: list[str] = field(default_factory=list)

    async def ask(self, name: str, path: str, cookie: str, *, etag: str = "", form: Mapping[str, str] = {}) -> Answer:
        """POST when there is a form. Answers 0 when the connection breaks."""
        began = time.monotonic()
        try:
            async with asyncio.timeout(PATIENCE):
                status, tag, text = await _exchange(self.port, _request(path, cookie, etag, form))
        except (OSError, TimeoutError, ValueError) as error:
            status, tag, text = 0, "", repr(error)
        taken = time.monotonic() - began
        self.seconds[name].append(taken)
        return Answer(status, tag, text, taken)

    def expect(self, holds: bool, fault: str) -> None:
        if not holds:
            self.faults.append(fault)


def _request(path: str, cookie: str, etag: str, form: Mapping[str, str]) -> bytes:
    body = urlencode(form).encode()
    lines = [
        f"{'POST' if form else 'GET'} {path} HTTP/1.1",
        "Host: 127.0.0.1",
        f"Cookie: {cookie}",
        "Connection: close",
    ]
    lines += [f"If-None-Match: {etag}"] if etag else []
    if form:
        lines += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}"]
    return "\r\n".join([*lines, "", ""]).encode() + body


async def _exchange(port: int, request: bytes) -> tuple[int, str, str]:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        writer.write(request)
        content = await reader.read(-1)
    finally:
        writer.close()
    head, _, body = content.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    tags = [line.partition(":")[2].strip() for line in lines if line.lower().startswith("etag:")]
    return int(first.split()[1]), tags[0] if tags else "", body.decode()
