"""The engines, empty or filled with the documents of a small town network."""

from pathlib import Path

import pytest

from app.search.engines.interface import Engine, SearchRequest, SearchResult
from app.search.engines.memory import MemoryEngine
from app.search.engines.tantivy_engine import TantivyEngine
from app.search.engines.whoosh_engine import WhooshEngine
from tests.search.documents import town_documents

ENGINES = {"memory": lambda _: MemoryEngine(), "tantivy": TantivyEngine, "whoosh": WhooshEngine}
PUBLIC = ("public",)


@pytest.fixture(params=list(ENGINES))
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Engine:
    made = ENGINES[request.param](tmp_path / "search")
    made.rebuild(town_documents())
    return made


@pytest.fixture
def ask(engine: Engine):
    """ask("Leerstand", sort="datum") → SearchResult, as the public."""

    def search(text: str = "", **changes: object) -> SearchResult:
        return engine.search(SearchRequest(**{"text": text, "readers": PUBLIC, **changes}))

    return search


def ids(result: SearchResult) -> list[int]:
    return [hit.id for hit in result.hits]
