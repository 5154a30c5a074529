"""What the search box understands beside words."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.search.box import Vocabulary, understand

KNOWN = Vocabulary(
    options={
        "land": {"nw": "NW", "nordrhein-westfalen": "NW", "nrw": "NW", "bayern": "BY"},
        "thema": {"gruen-klima": "gruen-klima", "wochenmarkt-maerkte": "wochenmarkt-maerkte"},
        "typ": {"orte": "orte", "organisationen": "organisationen"},
    },
    labels={("land", "NW"): "Nordrhein-Westfalen", ("typ", "orte"): "Städte & Gemeinden"},
    is_town=lambda name: name in ("bochum", "bad oldeslo"),
)


@pytest.mark.parametrize(
    ("text", "words", "values"),
    [
        ("leerstand land:NRW", "leerstand", {"land": ("NW",)}),
        ("Land:nordrhein-westfalen land:Bayern", "", {"land": ("NW", "BY")}),
        ("ort:Bochum leere Läden", "leere Läden", {"ort": ("bochum",)}),
        ("markt ort:„Bad Oldesloe“", "markt", {"ort": ("bad oldeslo",)}),
        ('thema:"Grün Klima" abends', "abends", {"thema": ("gruen-klima",)}),
        ("thema:markt", "", {"thema": ("wochenmarkt-maerkte",)}),
        ('"genau so" -nicht', '"genau so" -nicht', {}),
        ("Vorträge: Leerstand 18:30", "Vorträge: Leerstand 18:30", {}),
        ("thema:quatsch land:", "quatsch land:", {}),
        ('ort:"Kein Ort"', '"Kein Ort"', {}),
    ],
)
def test_pieces_become_filters_and_unknown_ones_words(text, words, values):
    box = understand(text, KNOWN)
    assert (box.words, box.values(excluded=False)) == (words, values)


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("kosten:<20000", (None, 20_000)),
        ("kosten:bis20.000€", (None, 20_000)),
        ("kosten:>=500", (500, None)),
        ("kosten:5000-20000", (5_000, 20_000)),
        ("kosten:20.000–5.000€", (5_000, 20_000)),
        ('kosten:"ab 5 000 €"', (5_000, None)),
    ],
)
def test_numbers_have_edges(text, span):
    assert understand(text, KNOWN).spans() == [("kosten", span)]


def test_a_minus_leaves_out_and_every_piece_can_be_taken_away():
    box = understand("markt -typ:orte beginn:2021", KNOWN)
    assert box.values(excluded=True) == {"typ": ("orte",)}
    assert [(piece.words, piece.rest) for piece in box.pieces] == [
        ("ohne Städte & Gemeinden", "markt beginn:2021"),
        ("Beginn genau 2021", "markt -typ:orte"),
    ]


def test_an_unknown_piece_is_named():
    assert "„thema:quatsch“ kennen wir nicht" in understand("thema:quatsch", KNOWN).problems[0]
    assert understand("beginn:1700 kosten:viel", KNOWN).words == "1700 viel"


@settings(max_examples=150, deadline=None)
@given(st.text(st.sampled_from('ort:landkosten<>-"„“ 0199.*(\u202e🏪'), max_size=200))
def test_nothing_typed_breaks_it(text):
    box = understand(" ".join(text.split()), KNOWN)
    assert all(len(piece.rest) <= len(text) for piece in box.pieces)
