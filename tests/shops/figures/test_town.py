from collections import Counter

import pytest

from app.core.transaction import transaction
from app.extensions import db
from app.organisations.models import ActsFor
from app.shops.figures.services import add_figures
from app.shops.figures.towns.queries import sums_of
from app.shops.figures.towns.services import close_quarters
from app.shops.models import Shop
from tests.factories.shops import ShopFactory

PAGE = "/organisationen/stadtmarketing-lindenau/laeden/zahlen"
QUARTER = "2026-08-15"


@pytest.fixture
def lindenau(organisation, place):
    """Anna's organisation acts for the town."""
    with transaction():
        db.session.add(ActsFor(organisation_id=organisation.id, place_id=place.id, state="confirmed"))
    return place


@pytest.fixture
def shops(place):
    return [ShopFactory(place_id=place.id).id for _ in range(5)]


def noted(kind, ids, number=10, day=QUARTER):
    with transaction():
        add_figures(Counter({(day, one, kind, ""): number for one in ids}))


def test_the_town_sees_sums_of_a_quarter_that_has_ended(at, anna, bernd, inside, lindenau, shops):
    noted("seen", shops)
    noted("seen", shops, day="2026-10-01")
    at("2026-10-02T12:00")
    close_quarters()
    assert "Die ersten Zahlen stehen hier" in inside(bernd).get(PAGE).text
    at("2026-10-03T12:00")
    close_quarters()
    for one in (anna, bernd):
        text = inside(one).get(PAGE).text
        assert '3/2026</th><td class="kern-table__cell kern-table__cell--numeric">50</td>' in text
        assert "4/2026" not in text
    lines = inside(anna).get(f"{PAGE}.csv").text.splitlines()
    assert lines[1] == "Lindenau;3. Quartal 2026;50;zu wenige;zu wenige;zu wenige;zu wenige"


def test_of_fewer_than_five_shops_nothing_is_kept_and_nothing_shown(at, place, shops):
    noted("seen", shops)
    noted("route", shops[:4])
    ShopFactory(title="Anderswo")
    at("2026-11-22T12:00")
    close_quarters()
    (quarter,) = sums_of([place.id])[place.id]
    assert (quarter.numbers["seen"], quarter.numbers["route"], quarter.shops) == (50, None, 5)


def test_a_quarter_stays_as_it_was_written_so_that_no_difference_gives_a_shop_away(at, place, shops):
    noted("seen", [*shops, ShopFactory(place_id=place.id).id])
    at("2026-11-22T12:00")
    close_quarters()
    with transaction():
        db.session.delete(db.session.get_one(Shop, shops[0]))
    noted("seen", shops[1:], number=7)
    close_quarters()
    assert sums_of([place.id])[place.id][0].numbers["seen"] == 60


def test_an_organisation_nobody_has_confirmed_sees_no_town(inside, anna, place, shops):
    assert "Noch ist keine Stadt bestätigt" in inside(anna).get(PAGE).text
    assert inside(anna).get(f"{PAGE}.csv").text.count("\n") == 1


def test_the_way_there_stands_on_the_pages_of_those_who_may_go_it(inside, anna, bernd, clara, lindenau, shops):
    assert PAGE in inside(anna).get("/organisationen/stadtmarketing-lindenau/laeden").text
    assert PAGE in inside(bernd).get("/organisationen/stadtmarketing-lindenau").text
    assert PAGE not in inside(clara).get("/organisationen/stadtmarketing-lindenau").text
