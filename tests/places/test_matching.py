"""What a typed name can mean; we never guess."""

import pytest

from app.places.matching import match, search
from tests.factories.places import PlaceFactory


@pytest.fixture
def towns(app):
    rows = [
        ("06534016", "Neustadt (Hessen)", "Landkreis Marburg-Biedenkopf", 9_945),
        ("14628260", "Neustadt in Sachsen", "Landkreis Sächsische Schweiz-Osterzgebirge", 12_097),
        ("14523290", "Neustadt/Vogtl.", "Vogtlandkreis", 959),
        ("08315113", "Titisee-Neustadt", "Landkreis Breisgau-Hochschwarzwald", 12_141),
        ("09162000", "München", "kreisfreie Stadt", 1_484_226),
        ("10043114", "Neunkirchen", "Landkreis Neunkirchen", 46_469),
        ("05566064", "Neuenkirchen", "Kreis Steinfurt", 14_000),
        ("03357034", "Neuenkirchen", "Landkreis Rotenburg", 3_000),
        ("05770028", "Bad Oeynhausen", "Kreis Minden-Lübbecke", None),
    ]
    for key, name, district, population in rows:
        PlaceFactory(key=key, name=name, district=district, population=population, postcode=key[:5])


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Neustadt (Hessen)", "06534016"),
        ("neustadt (sachsen)", "14628260"),
        ("Neustadt, Vogtlandkreis", "14523290"),
        ("Muenchen", "09162000"),
        ("MÜNCHEN", "09162000"),
        ("  Neunkirchen ", "10043114"),
        ("Neuenkirchen, Kreis Steinfurt", "05566064"),
        ("08315113", "08315113"),
        ("05770", "05770028"),
        ("Bad Öynhausen", "05770028"),
    ],
)
def test_a_text_that_can_mean_one_town_is_that_town(towns, text, key):
    assert match(text).town.key == key


def test_a_name_that_fits_several_gives_all_of_them_the_largest_first(towns):
    found = match("Neustadt")
    assert found.town is None
    assert [town.label for town in found.choices] == [
        "Neustadt in Sachsen, Landkreis Sächsische Schweiz-Osterzgebirge",
        "Neustadt (Hessen), Landkreis Marburg-Biedenkopf",
        "Neustadt/Vogtl., Vogtlandkreis",
    ]


@pytest.mark.parametrize("text", ["", "   ", "(((", "Xyzhausen", "%", "\u202e\u0301", "9" * 5000, "Neustadt, Mars"])
def test_an_unknown_text_is_no_town_and_no_error(towns, text):
    assert match(text).town is None


def test_the_beginning_of_a_name_offers_what_it_can_become(towns):
    assert match("Titis").town is None
    assert [town.name for town in match("Titis").choices] == ["Titisee-Neustadt"]


def test_suggestions_begin_with_the_text_then_come_later_words(towns):
    assert [town.name for town in search("neust", 10)] == [
        "Neustadt in Sachsen", "Neustadt (Hessen)", "Neustadt/Vogtl.", "Titisee-Neustadt",
    ]  # fmt: skip
    assert [town.name for town in search("oeyn", 10)] == ["Bad Oeynhausen"]


def test_a_postcode_suggests_its_town(towns):
    assert [town.key for town in search("05770", 8)] == ["05770028"]


def test_suggesting_takes_two_statements_however_many_towns(towns, count_sql):
    with count_sql() as statements:
        search("neu", 10)
    assert len(statements) <= 2
