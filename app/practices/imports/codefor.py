"""Cases in JSON lines with the fields of codefor_projekte.jsonl, as records of our own.

`stadt` is the OK Lab that wrote the software: it is the author and never makes the project a town's work.
Any file with `titel` and `beschreibung_md` may come this way; without `id` the text itself gives one.
"""

import hashlib
import re
from dataclasses import dataclass
from datetime import date
from typing import BinaryIO

from app.core.csv_lines import Problem
from app.practices.imports import fields
from app.practices.imports.lines import RawLine, read_records

ORIGIN_KEY = "codefor"  # see demo/sources.json
LAB_PREFIX = "OK Lab"
KEYWORDS_SHOWN = 30

_SWAPPED = re.compile(r"^(\d{4})-(\d\d)-(\d\d)$")


@dataclass(frozen=True)
class Link:
    """A link of the source, http or https, unchecked."""

    title: str
    url: str


@dataclass(frozen=True)
class CaseRecord:
    """One project; no town, for the source knows only where its authors meet."""

    line: int
    external_id: str
    title: str
    summary: str
    body_md: str
    author: str  # "OK Lab Köln", several joined with "und"; empty when unknown
    started_on: date | None
    status: str  # free text as found
    keywords: tuple[str, ...]
    links: tuple[Link, ...]
    lang: str
    source_url: str
    notes: tuple[str, ...] = ()  # what was set right or left out, in German


def read_cases(stream: BinaryIO) -> tuple[list[CaseRecord], list[Problem]]:
    """All cases of a file and everything that is wrong with it; import only when nothing is wrong."""
    return read_records(stream, _case)


def _case(item: RawLine) -> CaseRecord:
    data = item.data
    title = fields.title(data)
    body = fields.text(data, "beschreibung_md")
    started_on, notes = _day(data)
    return CaseRecord(
        line=item.line,
        external_id=_external_id(data, title, body),
        title=title,
        summary=fields.first_sentences(fields.text(data, "kurzbeschreibung") or _plain_start(body)),
        body_md=body,
        author=_author(data),
        started_on=started_on,
        status=fields.text(data, "status", limit_bytes=500),
        keywords=_keywords(data),
        links=_links(data),
        lang=fields.text(data, "sprache", limit_bytes=20) or "de",
        source_url=fields.web_address(data, "quelle"),
        notes=notes,
    )


def _external_id(data: dict, title: str, body: str) -> str:
    given = data.get("id")
    if isinstance(given, int) and not isinstance(given, bool):
        return str(given)
    digest = hashlib.sha256(f"{title}\n{body}".encode()).hexdigest()[:16]
    return fields.text(data, "id", limit_bytes=200) or digest


def _author(data: dict) -> str:
    return " und ".join(f"{LAB_PREFIX} {town}" for town in fields.texts(data, "stadt"))


def _day(data: dict) -> tuple[date | None, tuple[str, ...]]:
    """The day, and a note when it could not be read as it stands; 2018-23-09 can only be 23 September."""
    value = fields.text(data, "datum", limit_bytes=100)
    if not value:
        return None, ()
    if day := _iso_day(value[:10]):
        return day, ()
    if day := _iso_day(_SWAPPED.sub(r"\1-\3-\2", value[:10])):
        return day, (f"Das Datum „{value[:20]}“ lesen wir als {day:%d.%m.%Y}.",)
    return None, (f"Das Datum „{value[:20]}“ ist unlesbar und bleibt leer. Erwartet wird JJJJ-MM-TT.",)


def _iso_day(value: str) -> date | None:
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def _keywords(data: dict) -> tuple[str, ...]:
    names = ("schlagworte", "einsatzbereiche", "arten")
    return tuple(dict.fromkeys(word for name in names for word in fields.texts(data, name)))[:KEYWORDS_SHOWN]


def _links(data: dict) -> tuple[Link, ...]:
    found = [
        (fields.text(item, "titel", limit_bytes=2_000), fields.web_address(item, "url"))
        for item in fields.objects(data, "links")
    ]
    return tuple(Link(title or url, url) for title, url in found if url)


def _plain_start(markdown: str) -> str:
    """The first lines of a Markdown text without its commonest marks, good enough for a summary."""
    lines = (line.strip(" #>*-_`") for line in markdown[:2_000].splitlines())
    return " ".join(line for line in lines if line)
