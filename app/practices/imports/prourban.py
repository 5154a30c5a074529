"""The 34 measures of UrbaneProduktion.Ruhr, one JSON object per line, as records of our own.

Source: demo/case-studies/README.md. Each measure names related measures by title and links to examples;
the links become cases without figures ("Beispiel laut Quelle, Angaben fehlen").
"""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import BinaryIO

from app.core.csv_lines import Problem, Refused
from app.practices.imports import fields
from app.practices.imports.lines import RawLine, read_records
from app.practices.imports.towns import TownNames, find_town

ORIGIN_KEY = "prourban"  # see demo/sources.json
RATING_MAX = 3.0  # symbols, dimensionless, the authors' judgement

_BULLET = re.compile(r"^\s*[-*]\s+(.+?)\s*$")
_YEAR = re.compile(r"(?:19|20)\d\d")
_YEARS_OF = re.compile(r"^\s*-\s+([^\n\[\]]+?)\s*-\s*\[\d{4}\]", re.MULTILINE)


@dataclass(frozen=True)
class ExampleRecord:
    """A link of the source to a real example; external_id is stable as long as title and address are."""

    external_id: str
    practice_external_id: str
    title: str
    url: str


@dataclass(frozen=True)
class PracticeRecord:
    """One measure; every text is Markdown or plain German, empty when the source says nothing."""

    line: int
    external_id: str
    title: str
    summary: str
    description: str
    problem: str
    solution: str
    effect: str
    challenges: str
    target_groups: str
    actors: str
    cost: str  # in words; the source has no figures
    time_horizon: str
    spatial_scope: str
    field_of_action: str
    effect_rating: float | None  # 0 to RATING_MAX
    effort_rating: float | None
    lang: str
    related_titles: tuple[str, ...]
    related_note: str  # when the source says it in a sentence instead of a list
    examples: tuple[ExampleRecord, ...]


def read_practices(stream: BinaryIO) -> tuple[list[PracticeRecord], list[Problem]]:
    """All measures of a file and everything that is wrong with it; import only when nothing is wrong."""
    return read_records(stream, _practice)


def related_ids(records: Iterable[PracticeRecord]) -> tuple[dict[str, tuple[str, ...]], list[Problem]]:
    """External ids of the related measures, by external id, and a problem for each title that names none."""
    records = list(records)
    ids = {_key(record.title): record.external_id for record in records}
    found = {
        record.external_id: tuple(ids[_key(title)] for title in record.related_titles if _key(title) in ids)
        for record in records
    }
    problems = [
        Problem(record.line, f"Die verwandte Maßnahme „{title}“ steht nicht in der Datei.")
        for record in records
        for title in record.related_titles
        if _key(title) not in ids
    ]
    return found, problems


def town_of(example: ExampleRecord, names: TownNames) -> str | None:
    """The key (AGS) of the town an example happened in, only where its title leaves no doubt."""
    return find_town(example.title, names)


def _practice(item: RawLine) -> PracticeRecord:
    data = item.data
    title = fields.title(data)
    external_id = fields.text(data, "id", limit_bytes=100) or _digest(title)
    description = fields.text(data, "beschreibung")
    related, note = _related(fields.text(data, "wechselwirkungen"))
    return PracticeRecord(
        line=item.line,
        external_id=external_id,
        title=title,
        summary=fields.first_sentences(description or fields.text(data, "loesung")),
        description=description,
        problem=fields.text(data, "problem"),
        solution=fields.text(data, "loesung"),
        effect=fields.text(data, "wirkung"),
        challenges=fields.text(data, "herausforderungen"),
        target_groups=fields.text(data, "zielgruppen"),
        actors=fields.text(data, "akteure"),
        cost=fields.text(data, "kosten"),
        time_horizon=fields.text(data, "zeithorizont"),
        spatial_scope=fields.text(data, "raumbezug"),
        field_of_action=fields.text(data, "handlungsfeld"),
        effect_rating=fields.number(data, "bewertung_wirkung", low=0, high=RATING_MAX),
        effort_rating=fields.number(data, "bewertung_aufwand", low=0, high=RATING_MAX),
        lang=fields.text(data, "sprache", limit_bytes=20) or "de",
        related_titles=related,
        related_note=note,
        examples=_examples(data, external_id),
    )


def _related(markdown: str) -> tuple[tuple[str, ...], str]:
    lines = [line for line in markdown.splitlines() if line.strip()]
    bullets = [match.group(1) for line in lines if (match := _BULLET.match(line))]
    prose = [line.strip() for line in lines if not _BULLET.match(line)]
    return tuple(dict.fromkeys(bullets)), " ".join(prose)


def _examples(data: dict, external_id: str) -> tuple[ExampleRecord, ...]:
    context = fields.text(data, "beispiele")
    links = fields.objects(data, "beispiele_links")
    examples = [_example(link, external_id, context) for link in links]
    return tuple({example.external_id: example for example in examples}.values())


def _example(link: dict, practice_external_id: str, context: str) -> ExampleRecord:
    url = fields.web_address(link, "url")
    title = _mended(fields.text(link, "titel", limit_bytes=5_000), context) or url
    if not title:
        raise Refused("Ein Beispiel hat weder Titel noch Adresse.")
    title = fields.first_sentences(title, fields.TITLE_LIMIT)
    external_id = f"{practice_external_id}/{_digest(title, url)}"
    return ExampleRecord(external_id, practice_external_id, title, url)


def _mended(title: str, context: str) -> str:
    """Mend what the conversion tore: of several lines the last, before a lone year the words of its list."""
    last = [line for line in title.splitlines() if line.strip()][-1:] or [""]
    title = " ".join(re.sub(r"^\s*-\s*", "", last[0]).split())
    if not _YEAR.fullmatch(title):
        return title
    before = _YEARS_OF.findall(context[: context.find(f"[{title}]") + 6])
    return f"{before[-1]} {title}" if before else title


def _key(title: str) -> str:
    return " ".join(title.casefold().split())


def _digest(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:12]
