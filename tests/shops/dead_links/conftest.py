"""A real web server on loopback, and a gate that lets nobody but it through; production has no such gate."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from app.shops.dead_links.asking import Asker
from app.shops.dead_links.gate import Gate, resolve


@dataclass
class Site:
    """pages: path → (status, headers, body); "HEAD /x" says it for HEAD alone. asked: (method, path, who) in order."""

    url: str = ""
    port: int = 0
    pages: dict[str, tuple[int, dict[str, str], bytes]] = field(default_factory=dict)
    asked: list[tuple[str, str, str]] = field(default_factory=list)

    def says(self, path: str, status: int = 200, body: bytes = b"", **headers: str) -> str:
        self.pages[path] = (status, headers, body)
        return f"{self.url}{path}"


def _handler(site: Site) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.asked.append((self.command, self.path, self.headers["User-Agent"]))
            page = site.pages.get(f"{self.command} {self.path}") or site.pages.get(self.path) or (404, {}, b"")
            self.send_response(page[0])
            for name, value in page[1].items():
                self.send_header(name, value)
            self.end_headers()
            if self.command == "GET":
                self.wfile.write(page[2])

        do_HEAD = do_GET

        def log_message(self, *_: object) -> None:
            """Nothing."""

    return Handler


@pytest.fixture
def site() -> Iterator[Site]:
    made = Site()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(made))
    made.port = server.server_address[1]
    made.url = f"http://127.0.0.1:{made.port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield made
    server.shutdown()
    server.server_close()


@pytest.fixture
def gate(site: Site) -> Gate:
    return Gate(resolve, lambda address, port: (address, port) == ("127.0.0.1", site.port))


@pytest.fixture
def asker(gate: Gate) -> Asker:
    return Asker(gate, "OrtskernLinks/1.0 (+http://ortskern.example/impressum)")
