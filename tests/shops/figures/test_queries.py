from collections import Counter
from datetime import date

import pytest

from app.core.transaction import transaction
from app.extensions import db
from app.shops.figures.models import ShopFigure
from app.shops.figures.quarters import Quarter
from app.shops.figures.queries import figures_of
from app.shops.figures.services import add_figures, keep_house
from app.shops.models import Shop, ShopHelp
from tests.factories.media import with_picture
from tests.factories.shops import ShopFactory

AUTUMN = Quarter(2026, 4)


def noted(shop, *lines):
    """lines: (day, kind, number)."""
    with transaction():
        add_figures(Counter({(day, shop.id, kind, ""): number for day, kind, number in lines}))


@pytest.fixture
def shop(place):
    return ShopFactory(title="Buchhandlung Kranich", lat=49.4, lon=8.7)


def test_a_finished_quarter_stands_beside_the_whole_one_before(at, shop):
    at("2027-01-10T12:00")
    noted(
        shop,
        ("2026-07-01", "seen", 5),
        ("2026-09-30", "seen", 6),
        ("2026-10-01", "seen", 30),
        ("2026-12-31", "route", 2),
    )
    noted(shop, ("2026-06-30", "seen", 999), ("2027-01-01", "seen", 999))
    found = figures_of([shop.id], AUTUMN)[shop.id]
    assert (found.now["seen"], found.before["seen"], found.now["route"], found.now["voucher"]) == (30, 11, 2, 0)
    assert (found.enough, found.tip) == (True, None)


def test_a_running_quarter_is_compared_with_as_many_days(at, shop):
    at("2026-10-02T00:30")
    noted(shop, ("2026-07-02", "seen", 5), ("2026-07-03", "seen", 6), ("2026-10-02", "seen", 30))
    found = figures_of([shop.id], AUTUMN)[shop.id]
    assert (found.now["seen"], found.before["seen"]) == (30, 5)


def test_a_day_begins_at_midnight_in_berlin_in_winter_and_summer(at):
    at("2027-01-01T00:10")
    assert Quarter.now() == Quarter(2027, 1)
    at("2026-06-30T23:50")
    assert Quarter.now() == Quarter(2026, 2)
    assert (Quarter(2026, 1).last, Quarter(2026, 4).last) == (date(2026, 3, 31), date(2026, 12, 31))


@pytest.mark.parametrize("text", ["", "2026", "2026-5", "2026-0", "1999-1", "2026-1x", "２０２６-1"])
def test_what_is_no_quarter_is_none(text):
    assert Quarter.read(text) is None


def test_below_the_threshold_stands_the_tip_that_helps_most(at, app, shop):
    at("2026-11-22T12:00")

    def tip():
        found = figures_of([shop.id], AUTUMN)[shop.id]
        assert not found.enough
        return found.tip, found.tip_path

    noted(shop, ("2026-11-22", "seen", 19))
    assert tip()[0].startswith("Zeigen Sie ein Foto")
    with_picture(shop.subject)
    assert tip()[1] == "/laeden/buchhandlung-kranich/oeffnungszeiten"
    with transaction():
        shop.opening_hours, shop.hours_confirmed_at, shop.hours_confirmed_by = (
            "Mo-Fr 09:00-18:00",
            shop.claimed_at,
            "shop",
        )
    assert tip()[0].startswith("Erzählen Sie mehr")
    with transaction():
        shop.story_md = "Bücher. " * 30
    assert tip()[1] == "/laeden/buchhandlung-kranich/hilfe"
    with transaction():
        db.session.add(ShopHelp(shop_id=shop.id, kind="gutschein"))
        shop.website, shop.confirmed_at, shop.confirmed_by = "https://kranich.example", shop.claimed_at, "shop"
    assert tip()[1] == "/laeden/buchhandlung-kranich/aushang.pdf"
    noted(shop, ("2026-11-22", "seen", 1))
    assert figures_of([shop.id], AUTUMN)[shop.id].tip is None


def test_many_shops_take_as_many_statements_as_one(at, app, shop, count_sql):
    at("2026-11-22T12:00")
    ids = [shop.id, *(ShopFactory().id for _ in range(3))]
    with count_sql() as statements:
        assert set(figures_of(ids, AUTUMN)) == set(ids)
    assert len(statements) <= 2
    assert figures_of([], AUTUMN) == {}


def test_old_days_become_months_with_the_same_sums_and_very_old_ones_go(at, shop):
    at("2026-11-22T12:00")
    noted(
        shop,
        ("2023-11-01", "seen", 9),
        ("2026-03-31", "seen", 5),
        ("2026-03-03", "seen", 6),
        ("2026-03-03", "route", 1),
    )
    noted(shop, ("2026-04-03", "seen", 7))
    for _again in range(2):
        keep_house()
    rows = db.session.query(ShopFigure.day, ShopFigure.kind, ShopFigure.number).order_by(
        ShopFigure.day, ShopFigure.kind
    )
    assert [tuple(row) for row in rows] == [
        (date(2026, 3, 1), "route", 1),
        (date(2026, 3, 1), "seen", 11),
        (date(2026, 4, 3), "seen", 7),
    ]


def test_figures_go_with_the_shop(app, shop):
    noted(shop, ("2026-11-22", "seen", 1))
    with transaction():
        db.session.delete(db.session.get_one(Shop, shop.id))
    assert db.session.query(ShopFigure).count() == 0
