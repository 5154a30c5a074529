"""Towns like this one: what is unknown is left out, never taken for zero."""

import pytest

from app.places.alike import Likeness, compare, towns_like
from app.places.towns import town_of
from tests.factories.places import PlaceFactory


def town(**values):
    return town_of(PlaceFactory(**values))


def test_the_nearest_in_size_come_first_and_the_own_state_before_others(app):
    own = town(key="14000001", population=10_000, area_km2=50)
    far = PlaceFactory(key="14000002", population=40_000, area_km2=200)
    same_state = PlaceFactory(key="14000003", population=11_000, area_km2=55)
    other_state = PlaceFactory(key="09000001", population=10_500, area_km2=52)
    assert [one.town.key for one in towns_like(own)] == [same_state.key, other_state.key, far.key]


def test_a_town_without_population_is_never_offered(app):
    own = town(population=10_000)
    PlaceFactory(population=None)
    PlaceFactory(population=0)
    assert towns_like(own) == []


def test_without_a_population_of_its_own_nothing_is_compared(app):
    PlaceFactory(population=10_000)
    own = town(population=None)
    assert towns_like(own) == []
    assert Likeness(own).filters() == {}
    assert "nicht bekannt" in Likeness(own).words


def test_an_unknown_area_is_left_out_of_the_comparison_and_the_words(app):
    own = town(key="14000001", population=10_000, area_km2=50)
    PlaceFactory(key="14000002", population=10_000, area_km2=None)
    PlaceFactory(key="14000003", population=10_000, area_km2=5_000)
    nearest, next_one = towns_like(own)
    assert (nearest.town.key, nearest.reasons) == ("14000002", ("etwa gleich groß", "gleiches Land"))
    assert (next_one.town.key, next_one.reasons[-1]) == ("14000003", "dünner besiedelt")


@pytest.mark.parametrize(
    ("population", "words"),
    [
        (500, "viel kleiner"),
        (5_000, "halb so groß"),
        (10_500, "etwa gleich groß"),
        (20_000, "doppelt so groß"),
        (31_000, "dreimal so groß"),
        (900_000, "viel größer"),
        (None, "Einwohnerzahl nicht vergleichbar"),
    ],
)
def test_sizes_are_compared_in_words(app, population, words):
    own, other = town(key="14000001", population=10_000), town(key="09000001", population=population)
    assert compare(own, other)[0] == words


def test_like_a_town_means_half_to_twice_its_size(app):
    likeness = Likeness(town(population=18_140))
    assert likeness.filters() == {"einwohner": (9_000, 37_000)}
    assert likeness.words == "9.000 bis 37.000 Einwohner"


def test_similar_towns_take_one_statement(app, count_sql):
    own = town(population=10_000)
    for number in range(5):
        PlaceFactory(population=9_000 + number)
    with count_sql() as statements:
        towns_like(own)
    assert len(statements) == 1
