"""Other ways to say what was typed: the same in every engine."""

import pytest

from app.search.query import parse
from app.search.synonyms.thesaurus import Synonyms, compiled
from tests.search.conftest import ids
from tests.search.documents import document

TRANSPORT = Synonyms(("ÖPNV", "Bus und Bahn"), ("Rufbus",))


@pytest.fixture
def said(engine, ask):
    """said("ÖPNV", entry, …) → ids of hits with these entries in the list."""
    engine.index(
        [
            document(20, "Mit Bus und Bahn in die Stadt", "Alle zehn Minuten."),
            document(21, "Der ÖPNV am Abend", "Fährt bis Mitternacht."),
            document(22, "Ein Rufbus für das Dorf", "Auf Bestellung."),
            document(23, "Der Bus war rot", "Die Bahn ist anderswo."),
        ]
    )
    return lambda text, *entries, **changes: ids(ask(text, thesaurus=compiled(entries), **changes))


def test_several_words_work_on_either_side(said):
    assert said("ÖPNV", TRANSPORT)[0] == 21
    assert set(said("ÖPNV", TRANSPORT)) == {20, 21, 22}
    assert {20, 21, 22} <= set(said("Bus und Bahn", TRANSPORT))
    assert set(said("Bus und Bahn", TRANSPORT, sort="datum")) >= {20, 21, 22}


def test_what_is_narrower_is_found_but_finds_nothing_wider(said):
    assert said("Rufbus", TRANSPORT) == [22]
    assert set(said("Rufbus", Synonyms(("Rufbus", "Bürgerbus")), TRANSPORT)) == {22}


def test_what_was_typed_stands_before_what_is_meant_too(said):
    assert said("ÖPNV", Synonyms(("ÖPNV", "Rufbus")))[0] == 21
    assert said("Rufbus", Synonyms(("ÖPNV", "Rufbus")))[0] == 22


def test_quotes_and_minus_stay_as_typed(said):
    assert said('"ÖPNV"', TRANSPORT) == [21]
    assert 22 in said("bus -ÖPNV", TRANSPORT)


def test_another_word_is_marked(ask, said):
    said("x")
    hits = ask("ÖPNV", thesaurus=compiled([TRANSPORT]), highlight=True).hits
    marked = {text for hit in hits for fragment in hit.fragments for text, is_marked in fragment.pieces if is_marked}
    assert {"Bus", "Bahn", "ÖPNV", "Rufbus"} <= marked


def test_a_query_never_grows_without_end():
    entries = [Synonyms(tuple(f"wort{chr(97 + n)}{chr(97 + m)}" for m in range(20))) for n in range(20)]
    text = " ".join(f"wort{chr(97 + n)}a" for n in range(20))
    assert len(compiled(entries).expand(parse(text)).also) == 16


def test_a_narrower_word_finds_the_wider_one_only_when_no_text_has_it():
    words = compiled([Synonyms(("Citylogistik",), ("Mikrodepot",))])
    assert words.expand(parse("Mikrodepot")).also == ()
    assert [way.stems for way in words.expand(parse("Mikrodepot"), {"mikrodepot"}).also] == [("citylogist",)]
