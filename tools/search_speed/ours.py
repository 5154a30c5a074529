"""Our search as the page asks it: with what was meant, other ways to say it, facets, extracts and look-alikes."""

import random
import time
from functools import cache
from importlib import import_module
from pathlib import Path

from app.core.documents import Document
from app.search.analysis.compounds import part_list
from app.search.engines.interface import Engine, SearchRequest, SearchResult
from app.search.query import parse
from app.search.service import ENGINES
from app.search.spelling import near_words
from app.search.synonyms.tables import shipped_thesaurus
from app.search.synonyms.thesaurus import Thesaurus
from tools.search_speed.corpus import FACETS, PUBLIC, Question, entries, entry
from tools.search_speed.subject import Subject, megabytes


def opened(name: str, root: Path) -> Engine:
    module, kind = ENGINES[name].split(":")
    engine: Engine = getattr(import_module(module), kind)(root)
    return engine


def build(name: str, count: int, root: Path) -> Subject:
    part_list().load()
    engine, documents = opened(name, root), list(entries(count))
    first, again = (_speed(engine, documents) for _ in range(2))

    def open_to_write():  # type: ignore[no-untyped-def]
        writer, dice = opened(name, root), random.Random(3)

        def write(number: int) -> None:
            with writer.writing():
                writer.index([entry(number % count + 1, dice, version=2)])

        return write

    def open_to_read():  # type: ignore[no-untyped-def]
        reader = opened(name, root)
        return lambda question: ask(reader, question)

    return Subject("Ortskern", open_to_read, open_to_write, megabytes(root), again, first_per_cpu_second=first)


def _speed(engine: Engine, documents: list[Document]) -> int:
    """Entries a CPU second. The first time every word is new; then what was analysed is kept."""
    began = time.process_time()
    engine.rebuild(documents)
    return round(len(documents) / (time.process_time() - began))


def ask(engine: Engine, question: Question) -> SearchResult:
    request = SearchRequest(
        question.text,
        PUBLIC,
        filters=question.filters,
        ranges=question.ranges,
        sort=question.sort,
        facets=FACETS,
        highlight=True,
        loose=5,
        thesaurus=word_list(),
        near=near_words(parse(question.text), engine, PUBLIC, word_list()),
    )
    return engine.search(request)


@cache
def word_list() -> Thesaurus:
    return shipped_thesaurus()
