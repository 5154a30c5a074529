"""Whole pages of guests, kept per process in front of the application, checked against one version file.

Kept: GET, 200, HTML or feed, no cookie asked for or set, no form with a token in it. Each kept page also has an
ETag, and gzip is done once.
"""

import gzip
import hashlib
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.core.cache_version import read_version
from app.core.languages import GERMAN, chosen
from app.core.visits import NOTES, Note, take_down

LARGEST = 1_000_000
MOST_PAGES = 1_000
LONGEST_QUERY = 2_000
STREAMED = ".pmtiles"
"""Files of any size, sent piece by piece: a page kept whole would hold them in memory."""
KEPT_TYPES = ("text/html", "application/atom+xml", "application/xml", "text/plain")


@dataclass(frozen=True)
class Kept:
    version: tuple[int, int]
    until: float
    headers: list[tuple[str, str]]
    plain: bytes
    zipped: bytes
    etag: str
    notes: tuple[Note, ...] = ()


class PageCache:
    """WSGI layer. seconds: how long a page may be kept at most. languages: each has its own pages."""

    def __init__(
        self, application: Callable, instance_path: Path, seconds: int, languages: tuple[str, ...] = (GERMAN,)
    ) -> None:
        self.application, self.instance_path, self.seconds = application, instance_path, seconds
        self.languages = languages
        self.vary = "Accept-Encoding, Cookie" + (", Accept-Language" if len(languages) > 1 else "")
        self.pages: OrderedDict[tuple[str, ...], Kept] = OrderedDict()

    def __call__(self, environ: dict[str, Any], start_response: Callable) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] not in {"GET", "HEAD"} or environ.get("HTTP_COOKIE") or not self.seconds:
            return self.application(environ, start_response)
        if len(environ.get("QUERY_STRING", "")) > LONGEST_QUERY or environ.get("PATH_INFO", "").endswith(STREAMED):
            return self.application(environ, start_response)
        key = (
            environ.get("wsgi.url_scheme", ""),
            environ.get("HTTP_HOST", ""),
            environ.get("PATH_INFO", ""),
            environ.get("QUERY_STRING", ""),
            self._language(environ),
        )
        kept = self.pages.get(key)
        version = read_version(self.instance_path)
        if kept and kept.version == version and kept.until > time.monotonic():
            take_down(kept.notes, environ)
            return self._answer(kept, environ, start_response)
        return self._ask(key, version, environ, start_response)

    def _language(self, environ: dict[str, Any]) -> str:
        one = len(self.languages) == 1
        return GERMAN if one else chosen(environ.get("HTTP_ACCEPT_LANGUAGE", ""), self.languages)

    def _ask(
        self, key: tuple[str, ...], version: tuple[int, int], environ: dict[str, Any], start_response: Callable
    ) -> Iterable[bytes]:
        begun: list[Any] = []
        notes: list[Note] = []
        body = self.application(
            {**environ, "REQUEST_METHOD": "GET", NOTES: notes},
            lambda status, headers, *rest: begun.extend([status, headers]),
        )
        take_down(notes, environ)
        if begun and not _may_keep(begun[0], begun[1], b"") and environ["REQUEST_METHOD"] == "GET":
            start_response(begun[0], begun[1])
            return body
        try:
            content = b"".join(body)
        finally:
            getattr(body, "close", lambda: None)()
        status, headers = begun[:2]
        if not _may_keep(status, headers, content):
            start_response(status, headers)
            return [b""] if environ["REQUEST_METHOD"] == "HEAD" else [content]
        kept = self._keep(key, version, headers, content, tuple(notes))
        return self._answer(kept, environ, start_response)

    def _keep(
        self,
        key: tuple[str, ...],
        version: tuple[int, int],
        headers: list[tuple[str, str]],
        content: bytes,
        notes: tuple[Note, ...],
    ) -> Kept:
        etag = f'"{hashlib.sha256(content).hexdigest()[:20]}"'
        passed = [(n, v) for n, v in headers if n.lower() not in {"content-length", "etag", "vary", "cache-control"}]
        passed += [("ETag", etag), ("Vary", self.vary), ("Cache-Control", "no-cache")]
        kept = Kept(version, time.monotonic() + self.seconds, passed, content, gzip.compress(content, 6), etag, notes)
        self.pages[key] = kept
        while len(self.pages) > MOST_PAGES:
            self.pages.popitem(last=False)
        return kept

    def _answer(self, kept: Kept, environ: dict[str, Any], start_response: Callable) -> Iterable[bytes]:
        if kept.etag in environ.get("HTTP_IF_NONE_MATCH", ""):
            start_response("304 Not Modified", [h for h in kept.headers if h[0].lower() != "content-type"])
            return [b""]
        zipped = "gzip" in environ.get("HTTP_ACCEPT_ENCODING", "")
        content = kept.zipped if zipped else kept.plain
        coding = [("Content-Encoding", "gzip")] if zipped else []
        start_response("200 OK", [*kept.headers, *coding, ("Content-Length", str(len(content)))])
        return [b""] if environ["REQUEST_METHOD"] == "HEAD" else [content]


def _may_keep(status: str, headers: list[tuple[str, str]], content: bytes) -> bool:
    values = {name.lower(): value for name, value in headers}
    return (
        status.startswith("200")
        and len(content) <= LARGEST
        and "set-cookie" not in values
        and "content-encoding" not in values
        and values.get("content-type", "").split(";")[0] in KEPT_TYPES
        and "no-store" not in values.get("cache-control", "")
    )
