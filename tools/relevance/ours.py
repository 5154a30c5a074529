"""Our search as the page asks it, over a test set."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from pathlib import Path

from app.core.documents import Document
from app.search.analysis.compounds import part_list
from app.search.engines.interface import Engine, SearchRequest, preferred_for
from app.search.query import parse
from app.search.service import ENGINES
from app.search.spelling import near_words
from app.search.synonyms.tables import shipped_thesaurus
from app.search.synonyms.thesaurus import Thesaurus
from tools.relevance.rivals import MOST, Ranking
from tools.relevance.sets import PUBLIC


@contextmanager
def ours(documents: tuple[Document, ...], engine_name: str = "tantivy") -> Iterator[Ranking]:
    with built(documents, engine_name) as engine:
        yield ranking(engine)


@contextmanager
def built(documents: tuple[Document, ...], engine_name: str = "tantivy") -> Iterator[Engine]:
    module, kind = ENGINES[engine_name].split(":")
    part_list().load()
    with tempfile.TemporaryDirectory() as folder:
        engine: Engine = getattr(import_module(module), kind)(Path(folder) / "search")
        engine.rebuild(documents)
        yield engine


def ranking(engine: Engine, *, mends: bool = True, words: bool = True, preferred: bool = True) -> Ranking:
    """As app.search.finding asks, without filters, counts and extracts.

    mends: typos.  words: the list of words.  preferred: examples and measures with details before the others.
    """

    def rank(text: str) -> list[int]:
        request = SearchRequest(
            text,
            PUBLIC,
            preferred=preferred_for(text) if preferred else {},
            per_page=MOST,
            thesaurus=word_list() if words else None,
            near=near_words(parse(text), engine, PUBLIC, word_list() if words else None) if mends else {},
        )
        return [hit.id for hit in engine.search(request).hits]

    return rank


@cache
def word_list() -> Thesaurus:
    """As it comes with a fresh installation."""
    return shipped_thesaurus()
