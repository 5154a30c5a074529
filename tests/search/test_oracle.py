"""Under any combination of words, filters and readers the engines count what the exact one counts."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.core.documents import Document
from app.search.engines.interface import Range, SearchRequest
from app.search.engines.memory import MemoryEngine
from app.search.engines.tantivy_engine import TantivyEngine
from app.search.engines.whoosh_engine import WhooshEngine

WORDS = [
    "Leerstand", "Leerstandsmanagement", "leerstehende", "Läden", "Ladenlokal", "Markt", "Wochenmarkt", "Innenstadt",
    "Innenstadtbelebung", "Belebung", "Städtebauförderung", "Förderung", "der", "Straße", "Bürger:innen", "Stand",
]  # fmt: skip
TOPICS, STATES, READERS = ["leerstand", "markt", "grün"], ["NW", "BY", "SN"], ["public", "members", "org:1", "org:2"]


def documents() -> list[Document]:
    """Sixty texts that mix the words in a fixed, uneven way."""
    return [
        Document(
            id=number,
            version=1,
            kind="practice",
            title=WORDS[number % 16],
            url="",
            date=datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=number * 7 % 31),
            texts=(("body", " ".join(WORDS[(number * step + step) % 16] for step in (1, 3, 5, 7)[: 1 + number % 4])),),
            fields={
                "thema": tuple(topic for at, topic in enumerate(TOPICS) if number >> at & 1),
                "land": (STATES[number % 3],) if number % 5 else (),
            },
            numbers={"kosten": number * 100 % 1700} if number % 4 else {},
            readers=tuple(reader for at, reader in enumerate(READERS) if number % (at + 2) == 0) or ("public",),
        )
        for number in range(1, 61)
    ]


def some(values: list[str]):
    return st.lists(st.sampled_from(values), min_size=1, max_size=2, unique=True).map(tuple)


texts = st.lists(
    st.builds(str.format, st.sampled_from(["{}", "{}", "-{}", '"{}"']), st.sampled_from(WORDS)),
    max_size=4,
).map(" ".join)
ranges = st.builds(
    Range, st.none() | st.integers(0, 900), st.none() | st.integers(500, 1700), include_unknown=st.booleans()
)
requests = st.builds(
    SearchRequest,
    text=texts,
    readers=some(READERS),
    filters=st.fixed_dictionaries({}, optional={"thema": some(TOPICS), "land": some(STATES)}),
    excluded=st.fixed_dictionaries({}, optional={"thema": some(TOPICS)}),
    ranges=st.fixed_dictionaries({}, optional={"kosten": ranges}),
    sort=st.sampled_from(["relevanz", "datum", "kosten"]),
    per_page=st.just(7),
    facets=st.just(("thema", "land")),
)


@pytest.fixture(scope="module")
def oracle():
    made = MemoryEngine()
    made.rebuild(documents())
    return made


@pytest.fixture(scope="module", params=[TantivyEngine, WhooshEngine])
def engine(request, tmp_path_factory):
    made = request.param(tmp_path_factory.mktemp("oracle") / "search")
    made.rebuild(documents())
    return made


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(request=requests)
def test_totals_facets_and_pages_are_exact(engine, oracle, request):
    expected, found = oracle.search(request), engine.search(request)
    assert found.total == expected.total
    assert {n: {k: v for k, v in c.items() if v} for n, c in found.facets.items()} == expected.facets
    assert found.unknown == expected.unknown
    if request.sort != "relevanz":
        assert [(hit.id, hit.number) for hit in found.hits] == [(hit.id, hit.number) for hit in expected.hits]
    assert len(found.hits) == min(7, found.total)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(request=requests)
def test_paging_meets_every_hit_once(engine, request):
    total = engine.search(request).total
    pages = [engine.search(replace(request, page=page, facets=())) for page in range(1, total // 7 + 3)]
    seen = [hit.id for page in pages for hit in page.hits]
    assert len(seen) == len(set(seen)) == total


def test_paging_meets_every_hit_once_beyond_the_closer_look(engine, oracle, monkeypatch):
    monkeypatch.setattr("app.search.engines.tantivy_search.CLOSER_LOOK", 5)
    request = SearchRequest("Innenstadt Markt Leerstand", tuple(READERS), per_page=7)
    seen = [hit.id for page in range(1, 12) for hit in engine.search(replace(request, page=page)).hits]
    assert len(seen) == len(set(seen)) == oracle.search(request).total > 20
