"""The test sets in tests/relevance: documents, queries, and which documents answer them how well (0 to 3)."""

import csv
import gzip
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from itertools import groupby
from pathlib import Path

from app.core.documents import Document
from app.search.ports import telling_words
from config import ROOT

FOLDER = ROOT / "tests" / "relevance"
MEASURES = ROOT / "demo" / "case-studies" / "prourban_massnahmen.jsonl"
PUBLIC = ("public",)
SEALED = ("own_sealed", "own_second", "own_third_sealed")
_MOMENT = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Asked:
    """One query. judged: document id → 1 to 3; what is missing is worth 0.  without: an id that does not count."""

    text: str
    judged: Mapping[int, int]
    without: int = 0
    kind: str = ""


@dataclass(frozen=True)
class QuerySet:
    """Queries over one collection of documents; ids of documents count from 1."""

    name: str
    documents: tuple[Document, ...]
    queries: tuple[Asked, ...]


@cache
def law() -> QuerySet:
    """400 headings of federal law, each with the one section that stood below it, among 8,000."""
    with gzip.open(FOLDER / "law_sections.jsonl.gz", "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    ids = {row["id"]: number for number, row in enumerate(rows, 1)}
    documents = tuple(_document(number, "", row["text"]) for number, row in enumerate(rows, 1))
    return QuerySet(
        "law", documents, tuple(Asked(row["anfrage"], {ids[row["id"]]: 1}) for row in _rows("law_headings"))
    )


@cache
def xquad() -> QuerySet:
    """1,190 questions, each with the paragraph that answers it, among 240."""
    articles = json.loads(gzip.decompress((FOLDER / "xquad_de.json.gz").read_bytes()))["data"]
    paragraphs = [paragraph for article in articles for paragraph in article["paragraphs"]]
    documents = tuple(_document(number, "", one["context"]) for number, one in enumerate(paragraphs, 1))
    asked = (Asked(qa["question"], {number: 1}) for number, one in enumerate(paragraphs, 1) for qa in one["qas"])
    return QuerySet("xquad", documents, tuple(asked))


@cache
def links() -> QuerySet:
    """The measures, asked for by their own telling words: right are those their authors linked (177 links)."""
    rows = [json.loads(line) for line in MEASURES.read_text("utf-8").splitlines()]
    ids = {row["titel"]: number for number, row in enumerate(rows, 1)}
    documents = tuple(_document(number, row["titel"], _measure_text(row)) for number, row in enumerate(rows, 1))
    asked = (
        Asked(telling_words(d.title, f"{d.title} {d.texts[0][1]}"), dict.fromkeys(_linked(row, ids), 1), without=d.id)
        for d, row in zip(documents, rows, strict=True)
    )
    return QuerySet("links", documents, tuple(one for one in asked if one.judged))


def own(file: str = "own") -> Iterator[QuerySet]:
    """Our own queries: over the entries of a default search, and over the civic-tech projects that it leaves out.

    file: "own", "own_third", or one of SEALED.
    """
    queries = sorted(_rows(file), key=lambda row: row["bereich"])
    for area, rows in groupby(queries, key=lambda row: row["bereich"]):
        documents = tuple(one for one in demo() if (one.fields["standard"] == ("nein",)) == (area == "projekte"))
        ids = {document.url: document.id for document in documents}
        yield QuerySet(f"{file}-{area}", documents, tuple(_judged(row, ids) for row in rows))


@cache
def demo() -> tuple[Document, ...]:
    """The entries of the demo without the towns, as they were when the queries were judged."""
    with gzip.open(FOLDER / "demo.jsonl.gz", "rt", encoding="utf-8") as file:
        return tuple(_demo_document(number, json.loads(line)) for number, line in enumerate(file, 1))


def with_texts(one: QuerySet, texts: list[str]) -> QuerySet:
    """The same queries typed differently."""
    pairs = zip(one.queries, texts, strict=True)
    return replace(one, queries=tuple(replace(asked, text=text) for asked, text in pairs))


def _demo_document(number: int, row: dict) -> Document:
    fields = {name: tuple(values) for name, values in row["fields"].items()}
    texts = tuple((name, text) for name, text in row["texts"])
    date = datetime.fromisoformat(row["date"])
    return Document(number, 1, row["kind"], row["title"], row["url"], date, texts, fields, row["numbers"], PUBLIC)


def _judged(row: dict[str, str], ids: dict[str, int]) -> Asked:
    pairs = (judgement.rsplit(":", 1) for judgement in row["urteile"].split())
    return Asked(row["anfrage"], {ids[f"/{address}"]: int(grade) for address, grade in pairs}, kind=row["art"])


def _document(number: int, title: str, text: str) -> Document:
    return Document(number, 1, "section", title, f"/{number}", _MOMENT, (("body", text),))


def _measure_text(row: dict) -> str:
    """Without the list of links, which is what we look for."""
    names = ("beschreibung", "problem", "loesung", "wirkung", "herausforderungen", "zielgruppen", "akteure")
    return "\n".join(row[name] or "" for name in names)


def _linked(row: dict, ids: dict[str, int]) -> list[int]:
    lines = (row["wechselwirkungen"] or "").splitlines()
    return [ids[title] for line in lines if (title := line.removeprefix("- ").strip()) in ids]


def _rows(name: str) -> list[dict[str, str]]:
    with Path(FOLDER / f"{name}.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
