"""Whoosh as its handbook shows it: German analyzer, any word, BM25F, grouped facets, its own extracts."""

import random
import time
from pathlib import Path
from typing import Any

from whoosh import fields
from whoosh import index as files
from whoosh import query as q
from whoosh.analysis import LanguageAnalyzer
from whoosh.qparser import AndGroup, MultifieldParser, OrGroup
from whoosh.sorting import Count, FieldFacet

from app.core.documents import Document
from app.search.engines.interface import DATE
from tools.search_speed.corpus import FACETS, Question, entries, entry
from tools.search_speed.subject import Subject, megabytes

_SCHEMA = fields.Schema(
    id=fields.ID(stored=True, unique=True),
    title=fields.TEXT(analyzer=LanguageAnalyzer("de"), stored=True, field_boost=2.0),
    text=fields.TEXT(analyzer=LanguageAnalyzer("de"), stored=True),
    thema=fields.KEYWORD(commas=True),
    land=fields.ID(sortable=True),
    groesse=fields.ID(sortable=True),
    readers=fields.KEYWORD(commas=True),
    kosten=fields.NUMERIC(int, bits=64),
    date=fields.DATETIME(sortable=True),
)


def build(count: int, root: Path) -> Subject:
    root.mkdir()
    made, documents = files.create_in(str(root), _SCHEMA), list(entries(count))
    began = time.process_time()
    with made.writer(limitmb=256) as writer:
        for document in documents:
            writer.add_document(**row_of(document))
    speed = round(count / (time.process_time() - began))
    return Subject("Whoosh", lambda: reader(root), lambda: writing(root, count), megabytes(root), speed)


def row_of(document: Document) -> dict[str, Any]:
    costs = {"kosten": int(document.numbers["kosten"])} if document.numbers else {}
    return {
        "id": str(document.id),
        "title": document.title,
        "text": document.texts[0][1],
        "thema": ",".join(document.fields["thema"]),
        "land": document.fields["land"][0],
        "groesse": document.fields["groesse"][0],
        "readers": ",".join(document.readers),
        "date": document.date.replace(tzinfo=None),
        **costs,
    }


def reader(root: Path):  # type: ignore[no-untyped-def]
    index = files.open_dir(str(root))
    latest = [index.searcher()]

    def ask(question: Question) -> object:
        searcher = latest[0] = latest[0].refresh()
        group = AndGroup if question.sort == DATE else OrGroup
        text = MultifieldParser(["title", "text"], _SCHEMA, group=group).parse(question.text)
        by_date = question.sort == DATE or not question.text
        found = searcher.search(
            text if question.text else q.Every(),
            limit=20,
            filter=limits(question),
            sortedby="date" if by_date else None,
            reverse=by_date,
            groupedby={name: FieldFacet(name, allow_overlap=name == "thema", maptype=Count) for name in FACETS},
        )
        groups = [found.groups(name) for name in FACETS]
        return groups, len(found), [(hit.highlights("title"), hit.highlights("text")) for hit in found]

    return ask


def limits(question: Question) -> q.Query:
    wanted: list[q.Query] = [q.Term("readers", "public")]
    for name, values in question.filters.items():
        wanted.append(q.Or([q.Term(name, value) for value in values]))
    for name, within in question.ranges.items():
        wanted.append(q.NumericRange(name, within.low, within.high))
    return q.And(wanted)


def writing(root: Path, count: int):  # type: ignore[no-untyped-def]
    index, dice = files.open_dir(str(root)), random.Random(3)

    def write(number: int) -> None:
        with index.writer() as writer:
            writer.update_document(**row_of(entry(number % count + 1, dice)))

    return write
