import pytest

from app.core.text import clean, excerpt, fold, slugify, sort_key


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Größe & Maß", "groesse-mass"),
        ("Straße nach Übersee", "strasse-nach-uebersee"),
        ("—", ""),
        ("Café", "cafe"),
        ("😀 Läden!", "laeden"),
        ("a" * 200, "a" * 80),
    ],
)
def test_slugs_are_ascii_words(text, slug):
    assert slugify(text) == slug


def test_a_long_slug_ends_at_a_word():
    assert slugify("leere läden " * 20).endswith("laeden") or slugify("leere läden " * 20).endswith("leere")


@pytest.mark.parametrize("typed", ["Größe", "groesse", "GRÖSSE", "grosse", "Gro\u0308ße"])
def test_a_name_is_found_however_it_is_typed(typed):
    assert fold(typed) == fold("Größe")


def test_umlauts_sort_as_their_base_letter():
    assert sorted(["Zeven", "Öhringen", "Ulm", "Übersee", "Oberhof"], key=sort_key) == [
        "Oberhof",
        "Öhringen",
        "Übersee",
        "Ulm",
        "Zeven",
    ]


def test_control_characters_go_and_the_rest_stays():
    assert clean("a\x00b\u202ec\r\nd\ud800") == "ab\u202ec\nd"


def test_an_excerpt_ends_at_a_word():
    assert excerpt("Der Markt, der lebt", 10) == "Der Markt …"
