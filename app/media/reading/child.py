"""Runs alone, as `python -I child.py MEDIA_TYPE FILE`: prints one JSON line per page, and a last one with the state.

It imports nothing of the application, limits itself before it opens the file, and may be killed: whoever started it
takes what was printed so far. Page numbers count from 1; 0 stands for a format without lasting pages (Word, ODT).
"""

import json
import re
import resource
import sys
import zipfile
from collections.abc import Iterator
from itertools import islice
from typing import IO, Any

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, iterparse
from pypdf import PdfReader
from pypdf.errors import PyPdfError

MEMORY_BYTES = 768_000_000
CPU_SECONDS = 30
MOST_PAGES, MOST_ON_A_PAGE, MOST_IN_ALL = 1_000, 100_000, 1_500_000
LARGEST_PART = 60_000_000
READ, EMPTY, PARTLY, LOCKED, UNREADABLE = "read", "empty", "partly", "locked", "unreadable"

_PARAGRAPHS = {"p", "h"}
_BLANKS = {"tab", "br", "cr", "s", "line-break"}
_DROPPED = {"annotation", "tracked-changes", "delText", "instrText", "Fallback"}
"""Comments, deleted text, formulas of fields, and the second version of a text box: nobody reads them on paper."""
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_BROKEN_WORD = re.compile(r"(?<=[^\W\d_])[-\u00ad]\s*\n\s*(?!und\b|oder\b|bis\b|sowie\b)(?=[a-zäöüß])")
_SLIDE = "{http://schemas.openxmlformats.org/presentationml/2006/main}sldId"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"

Page = tuple[int, str]


def limit_myself() -> None:
    for limit, most in (
        (resource.RLIMIT_AS, MEMORY_BYTES),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(limit, (most, most))


def pdf(path: str) -> Iterator[Page]:
    reader = PdfReader(path)
    if reader.is_encrypted and not reader.decrypt(""):
        raise PermissionError
    for number, page in enumerate(reader.pages, 1):
        yield number, page.extract_text()


def word(path: str) -> Iterator[Page]:
    with zipfile.ZipFile(path) as parts:
        for name in ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml"):
            if name in parts.namelist():
                yield from _chunks(_paragraphs(parts, name))


def open_document(path: str) -> Iterator[Page]:
    with zipfile.ZipFile(path) as parts:
        if b"encryption-data" in parts.read("META-INF/manifest.xml"):
            raise PermissionError
        yield from _chunks(_paragraphs(parts, "content.xml"))


def slides(path: str) -> Iterator[Page]:
    with zipfile.ZipFile(path) as parts:
        for number, name in enumerate(_slide_names(parts), 1):
            yield number, "\n".join(_paragraphs(parts, name))


def _slide_names(parts: zipfile.ZipFile) -> list[str]:
    """In the order in which they are shown."""
    related = {e.get("Id"): e.get("Target") for e in _elements(parts, "ppt/_rels/presentation.xml.rels")}
    wanted = [e.get(_RELATION) for e in _elements(parts, "ppt/presentation.xml") if e.tag == _SLIDE]
    return [f"ppt/{related[one].removeprefix('/ppt/')}" for one in wanted if related.get(one)]


def _elements(parts: zipfile.ZipFile, name: str) -> list[Any]:
    return [element for _, element in _events(parts, name)]


def _events(parts: zipfile.ZipFile, name: str, events: tuple[str, ...] = ("end",)) -> Iterator[tuple[str, Any]]:
    """Any declaration of entities ends the reading; so does a part that unpacks to more than LARGEST_PART."""
    with parts.open(name) as part:
        yield from iterparse(_Bounded(part), events=events, forbid_dtd=True)


class _Bounded:
    def __init__(self, part: IO[bytes]) -> None:
        self._part, self._left = part, LARGEST_PART

    def read(self, size: int = -1) -> bytes:
        piece = self._part.read(min(size, 1 << 16) if size > 0 else 1 << 16)
        self._left -= len(piece)
        if self._left < 0:
            raise MemoryError
        return piece


def _paragraphs(parts: zipfile.ZipFile, name: str) -> Iterator[str]:
    dropping = 0
    for event, element in _events(parts, name, ("start", "end")):
        tag = element.tag.rpartition("}")[2]
        if event == "start":
            dropping += tag in _DROPPED
        elif tag in _DROPPED:
            dropping -= 1
            element.clear()
        elif tag in _BLANKS:
            element.text = " "
        elif tag in _PARAGRAPHS and not dropping:
            yield "".join(element.itertext())
            element.clear()


def _chunks(paragraphs: Iterator[str]) -> Iterator[Page]:
    while piece := "\n".join(islice(paragraphs, 400)):
        yield 0, piece


READERS = {
    "application/pdf": pdf,
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": word,
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": slides,
    "application/vnd.oasis.opendocument.text": open_document,
}


def tidy(text: str) -> str:
    """Words that were cut at the end of a line are whole again; no signs that a database refuses."""
    whole = _BROKEN_WORD.sub("", text)
    lines = (" ".join(line.split()) for line in _CONTROL.sub(" ", whole).split("\n"))
    return "\n".join(line for line in lines if line)


def say(**values: object) -> None:
    sys.stdout.write(json.dumps(values) + "\n")
    sys.stdout.flush()


def read(media_type: str, path: str) -> str:
    """Prints the pages, returns the state."""
    left = MOST_IN_ALL
    for count, (number, text) in enumerate(READERS[media_type](path)):
        page = tidy(text[:MOST_ON_A_PAGE])
        if count >= MOST_PAGES or len(page) > left:
            return PARTLY
        left -= len(page)
        if page:
            say(page=number, text=page)
    return EMPTY if left == MOST_IN_ALL else READ


def main() -> None:
    limit_myself()
    try:
        say(state=read(*sys.argv[1:]))
    except PermissionError:
        say(state=LOCKED)
    except (PyPdfError, DefusedXmlException, ParseError, zipfile.BadZipFile, MemoryError, RecursionError):
        say(state=UNREADABLE)
    except Exception as problem:
        say(state=UNREADABLE, problem=type(problem).__name__)


if __name__ == "__main__":
    main()
