"""The inverted map finds exactly what every search, run by itself, would find."""

from collections.abc import Mapping

from hypothesis import given, settings
from hypothesis import strategies as st

from app.search.engines.interface import DATE, Range, SearchRequest
from app.search.engines.memory import MemoryEngine
from app.search.saved.watching import WatchMap, watch
from app.search.synonyms.thesaurus import Synonyms, compiled
from tests.search.documents import town_documents

DOCUMENTS = town_documents()
READERS = ("public", "org:1")
LIST = compiled([Synonyms(("Geschäft", "Laden")), Synonyms(("Ortsmitte", "Innenstadt"), ("alter Markt",))])
WORDS = (
    "Leerstand", "leere", "Läden", "innenstadt", "Belebung", "Markt", "Donnerstag", "Strasse", "Bürger", "ortsmitte",
    "-Markt", "-Miete", '"alten Markt"', '"Stadt mietet"', "die", "Ladenleerstand", "Geschäft", "Gibtesnicht",
)  # fmt: skip
FILTERS: list[Mapping[str, tuple[str, ...]]] = [
    {},
    {"thema": ("leerstand",)},
    {"thema": ("markt", "x"), "land": ("NW",)},
]
RANGES = [{}, {"kosten": Range(high=20_000)}, {"kosten": Range(1, 50_000, include_unknown=True)}]
REQUESTS = st.builds(
    lambda words, filters, excluded, ranges: SearchRequest(
        " ".join(words), READERS, filters, excluded, ranges, sort=DATE, per_page=50, thesaurus=LIST
    ),
    st.lists(st.sampled_from(WORDS), max_size=3),
    st.sampled_from(FILTERS),
    st.sampled_from([{}, {"thema": ("markt",)}]),
    st.sampled_from(RANGES),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(REQUESTS, min_size=1, max_size=12))
def test_the_map_agrees_with_asking_one_by_one(requests):
    engine = MemoryEngine()
    engine.rebuild(DOCUMENTS)
    found = WatchMap(watch(number, request) for number, request in enumerate(requests))
    expected = {number: {hit.id for hit in engine.search(request).hits} for number, request in enumerate(requests)}
    for document in DOCUMENTS:
        numbers = [one.number for one in found.fitting(document)]
        assert numbers == [number for number in expected if document.id in expected[number]]


def test_a_common_word_does_not_file_what_has_a_rare_one():
    common = [SearchRequest(f"Leerstand Ort{chr(97 + number)}", READERS) for number in range(20)]
    found = WatchMap(watch(number, request) for number, request in enumerate(common))
    assert max(len(filed) for filed in found.by_key.values()) <= 2
    assert not found.always
