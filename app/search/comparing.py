"""The same question to both engines, side by side: for whoever wonders what the other would say."""

import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path

from app.core.documents import Document
from app.search.documents import all_documents
from app.search.engines.interface import Engine, SearchRequest, preferred_for
from app.search.query import parse
from app.search.service import ENGINES, PUBLIC
from app.search.spelling import near_words
from app.search.synonyms.queries import thesaurus

PLACES = "place"


@dataclass(frozen=True)
class Answer:
    """ids: best first.  milliseconds: on the clock, for this one question."""

    total: int
    ids: tuple[int, ...]
    milliseconds: float


def compare(text: str, most: int) -> tuple[dict[str, Answer], Mapping[int, str]]:
    """By name of the engine; and the titles of the hits. Both read what visitors may find, without the towns.

    Builds two indexes of its own, which takes some seconds and leaves the site's index alone.
    """
    documents = [one for one in all_documents() if one.kind != PLACES]
    asked = SearchRequest(
        text,
        PUBLIC,
        excluded={"standard": ("nein",)},
        preferred=preferred_for(text),
        per_page=most,
        thesaurus=thesaurus(),
    )
    with tempfile.TemporaryDirectory() as folder:
        answers = {name: _answer(_built(name, Path(folder) / name, documents), asked) for name in ENGINES}
    return answers, {one.id: one.title for one in documents}


def _built(name: str, root: Path, documents: list[Document]) -> Engine:
    module, kind = ENGINES[name].split(":")
    engine: Engine = getattr(import_module(module), kind)(root)
    engine.rebuild(documents)
    return engine


def _answer(engine: Engine, asked: SearchRequest) -> Answer:
    asked = replace(asked, near=near_words(parse(asked.text), engine, PUBLIC, asked.thesaurus))
    engine.search(asked)
    began = time.perf_counter()
    found = engine.search(asked)
    return Answer(found.total, tuple(hit.id for hit in found.hits), (time.perf_counter() - began) * 1000)
