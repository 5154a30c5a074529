"""Words and titles for suggestions: after any changes and for any reader the same as counted by hand."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.search.engines import vocabulary_words
from app.search.engines.entries import BETWEEN, entries_of
from app.search.engines.memory import MemoryEngine
from app.search.engines.tantivy_engine import TantivyEngine
from app.search.engines.vocabulary import Vocabulary, change_words, with_words
from tests.search.documents import document

WORDS = ["Markt", "markt", "Märkte", "Marktplatz", "Marktstand", "Mark", "Wochenmarkt", "Laden", "Läden", "Ladenlokal"]
READERS = [("public",), ("members", "org:1"), ("org:1",), ("org:2",)]
ACTORS = [("public",), ("public", "members"), ("public", "members", "org:1"), ("public", "members", "org:2", "not:3")]

entries = st.builds(
    lambda number, title, text, readers: document(number, title=" ".join(title), text=" ".join(text), readers=readers),
    st.integers(1, 12),
    st.lists(st.sampled_from(WORDS), max_size=3),
    st.lists(st.sampled_from(WORDS), max_size=6),
    st.sampled_from(READERS),
)
changes = st.tuples(st.lists(entries, max_size=4), st.lists(st.integers(1, 12), max_size=2))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=st.lists(entries, max_size=12), later=st.lists(changes, max_size=4), few=st.booleans())
def test_it_says_what_counting_by_hand_says(tmp_path_factory, monkeypatch, first, later, few):
    monkeypatch.setattr(vocabulary_words, "_DEEPER", 1 if few else 8)
    folder, oracle = tmp_path_factory.mktemp("words"), MemoryEngine()
    first = list({one.id: one for one in first}.values())
    oracle.index(first)
    list(with_words(folder, first))
    for added, gone in later:
        gone = [number for number in gone if number not in {one.id for one in added}]
        oracle.index(added, gone)
        change_words(folder, entries_of(added), gone)
    words = Vocabulary(folder)
    for readers in ACTORS:
        for prefix in ("ma", "mark", "laden", "w", f"markt{BETWEEN}"):
            assert words.starting_with(prefix, readers, 3) == oracle.starting_with(prefix, readers, 3)
            assert words.titles(prefix, readers, 3) == oracle.titles(prefix, readers, 3)
        asked = ["markt", "laden", "ladenlokal", "xyz"]
        assert words.counts(asked, readers) == oracle.counts(asked, readers)


def test_a_common_beginning_gives_the_same_as_sorting_everything(tmp_path):
    texts = {n: " ".join(f"stadt{chr(97 + n % 23)}{chr(97 + at)}" for at in range(n % 17)) for n in range(1, 400)}
    made = [document(n, title="", text=text, readers=READERS[n % 2]) for n, text in texts.items()]
    list(with_words(tmp_path, made))
    words, oracle = Vocabulary(tmp_path), MemoryEngine()
    oracle.index(made)
    vocabulary_words_many = vocabulary_words._ARE_MANY
    for sql in (vocabulary_words_many, vocabulary_words_many.replace("800", "5")):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(vocabulary_words, "_ARE_MANY", sql)
            for readers in ACTORS[:3]:
                assert words.starting_with("sta", readers, 12) == oracle.starting_with("sta", readers, 12)


def test_a_change_is_seen_by_who_reads_already(tmp_path):
    engine = TantivyEngine(tmp_path / "search")
    engine.rebuild([document(1, title="Markthalle", text="")])
    assert engine.titles("markt", ("public",), 5) == [("Markthalle", 1)]
    engine.index([replace(document(1, title="Kaufhaus", text=""), version=2)])
    assert engine.titles("markt", ("public",), 5) == []
    assert [word.word for word in engine.starting_with("kauf", ("public",), 5)] == ["Kaufhaus"]
