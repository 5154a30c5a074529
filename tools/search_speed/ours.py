"""Our search as the page asks it: with what was meant, other ways to say it, facets, extracts and look-alikes."""

import random
import time
from functools import cache
from importlib import import_module
from pathlib import Path

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
    began = time.process_time()
    engine.rebuild(documents)
    speed = count / (time.process_time() - began)

    def open_to_write():  # type: ignore[no-untyped-def]
        writer, dice = opened(name, root), random.Random(3)

        def write(number: int) -> None:
            with writer.writing():
                writer.index([entry(number % count + 1, dice, version=2)])

        return write

    def open_to_read():  # type: ignore[no-untyped-def]
        reader = opened(name, root)
        return lambda question: ask(reader, question)

    return Subject("Ortskern", open_to_read, open_to_write, megabytes(root), round(speed))


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
        near=near_words(parse(question.text), engine, PUBLIC),
    )
    return engine.search(request)


@cache
def word_list() -> Thesaurus:
    return shipped_thesaurus()
