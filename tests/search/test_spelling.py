"""Meinten Sie, and suggestions while typing: only what the reader may find."""

import pytest

from app.search.edits import one_edit
from app.search.engines.interface import SearchRequest
from app.search.mistyped_parts import mended
from app.search.query import parse
from app.search.spelling import _one_edit_away, corrected, near_words
from app.search.suggestions import suggest
from app.search.synonyms.thesaurus import Synonyms, compiled
from tests.search.conftest import PUBLIC


def meant(engine, text, readers=PUBLIC):
    return corrected(text, parse(text), engine, readers)


@pytest.mark.parametrize(
    ("typed", "better"),
    [
        ("Feierabendmäkrte", "Feierabendmärkte"),
        ("Leerstandsmanagment", "Leerstandsmanagement"),
        ("Bahnhofsstraße Läden", None),
        ("Zwischenutzung der Innenstadt", "Zwischennutzung der Innenstadt"),
        ("Stattebauforderungg", "Städtebauförderung"),
        ("Leerstand", None),
        ("Marktplatz", None),
        ("xq", None),
        ("123456", None),
    ],
)
def test_only_unknown_words_are_corrected(engine, typed, better):
    assert meant(engine, typed) == better


def test_words_of_hidden_texts_are_not_offered(engine):
    assert meant(engine, "Musdterau") is None
    assert meant(engine, "Musdterau", ("org:1",)) == "Musterau"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Feierabendmäkrte", "feierabendmärkte"),
        ("Parkraumbewirtschftung", None),
        ("Leerstand", None),
        ("Quastenflosser", None),
    ],
)
def test_a_mistyped_word_is_searched_as_it_was_meant(engine, typed, meant):
    near = near_words(parse(typed), engine, PUBLIC)
    assert (near.get(typed.lower()) or (None,))[0] == meant
    if meant:
        assert engine.search(SearchRequest(typed, PUBLIC, near=near)).total


@pytest.mark.parametrize("typed", ["Fieerabendmräkte", "Feirabendmakrte", "Unflalsqhwerpunkt", "Unfallschwrepunkten"])
def test_two_slips_in_a_long_word_are_mended(engine, typed):
    listed = compiled([Synonyms(("Unfallschwerpunkt", "Unfallstelle"))])
    meant = near_words(parse(typed), engine, PUBLIC, listed)[typed.lower()]
    assert meant[0] in ("feierabendmärkte", "unfallschwerpunkt")


@pytest.mark.parametrize(
    "typed", ["feierabendmarkter", "feirabendmarkte", "zwischenutzung", "zwischennuzung", "musdterau"]
)
@pytest.mark.parametrize("readers", [PUBLIC, ("org:1",), (*PUBLIC, "org:1")])
def test_reading_what_begins_alike_finds_what_asking_for_every_slip_finds(engine, typed, readers):
    assert _one_edit_away(typed, engine, readers) == engine.counts(set(one_edit(typed)), readers)


def test_what_is_longer_than_any_word_is_not_mended(engine):
    longest = "Feierabendmärkte" * 3
    assert not near_words(parse(longest), engine, PUBLIC).get(longest.lower())
    assert meant(engine, longest) is None


def test_parts_of_a_compound_do_not_drown_what_the_list_of_words_knows(engine):
    typed = "Stadtmarkt"
    listed = compiled([Synonyms(("Stadtmarkt", "Zwischennutzung"))])
    assert near_words(parse(typed), engine, PUBLIC)["stadtmarkt"]
    assert near_words(parse(typed), engine, PUBLIC, listed)["stadtmarkt"] == ()


def test_a_slip_inside_a_compound_that_no_text_has():
    assert ("parkraumbewirtschaftung", "bewirtschaftung") in mended("parkraumbewirtschftung")
    assert mended("xyzqwertz") == []


def test_words_are_finished_in_their_usual_spelling(engine):
    assert suggest("innen", engine, PUBLIC).texts[0] in ("Innenstadt", "Innenstadtbelebung")
    assert suggest("alte lae", engine, PUBLIC).texts == ("alte Läden", "alte Ladenleerstand")


def test_titles_are_suggested_by_any_of_their_words(engine):
    assert ("Am alten Markt wird gebaut", 6) in suggest("Markt", engine, PUBLIC).titles
    assert suggest("internes pa", engine, PUBLIC).titles == ()
    assert suggest("internes pa", engine, ("org:1",)).titles == (("Internes Papier der Stadt Musterau", 8),)


@pytest.mark.parametrize("text", ["", " ", "a", "??", "x" * 9999, "\x1f\x1f", "🏪", '"', "\ud800"])
def test_nothing_typed_breaks_suggestions(engine, text):
    assert suggest(text, engine, PUBLIC).titles == ()
