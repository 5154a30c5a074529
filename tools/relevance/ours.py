"""Our search as the page asks it, over a test set."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from pathlib import Path

from app.core.documents import Document
from app.search.engines.interface import Engine, SearchRequest
from app.search.service import ENGINES
from app.search.synonyms.tables import shipped_thesaurus
from app.search.synonyms.thesaurus import Thesaurus
from tools.relevance.rivals import MOST, Ranking
from tools.relevance.sets import PUBLIC


@contextmanager
def ours(documents: tuple[Document, ...], engine_name: str = "tantivy") -> Iterator[Ranking]:
    with built(documents, engine_name) as engine:
        yield lambda text: [hit.id for hit in engine.search(request(text)).hits]


@contextmanager
def built(documents: tuple[Document, ...], engine_name: str = "tantivy") -> Iterator[Engine]:
    module, kind = ENGINES[engine_name].split(":")
    with tempfile.TemporaryDirectory() as folder:
        engine: Engine = getattr(import_module(module), kind)(Path(folder) / "search")
        engine.rebuild(documents)
        yield engine


def request(text: str) -> SearchRequest:
    """As app.search.finding makes it, without filters, counts and extracts."""
    return SearchRequest(text, PUBLIC, preferred={"angaben": ("ja",)}, per_page=MOST, thesaurus=word_list())


@cache
def word_list() -> Thesaurus:
    return shipped_thesaurus()
