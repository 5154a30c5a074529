"""What the tables of shops hold and refuse, the squares of the map, categories."""

import pytest
from sqlalchemy.exc import IntegrityError

from app.core import clock
from app.shops.categories import CATEGORIES, category_of_tags
from app.shops.map.cells import cell, cells
from app.shops.services.positions import positioned
from tests.factories.shops import ShopFactory


def test_a_position_has_its_squares_and_a_shop_its_address(app):
    shop = ShopFactory(lat=49.41, lon=8.69)
    assert cells(49.41, 8.69)["cell_z14"] == cell(49.41, 8.69, 14) == 5598 * 2**14 + 8587
    assert shop.address == "Hauptstraße 12, 69117 Heidelberg"
    assert shop.subject.card["meta"] == ["Bücher und Schreibwaren", "Hauptstraße 12"]
    assert shop.subject.card["labels"] == []


def test_nowhere_is_not_zero_zero(app):
    shop = ShopFactory(lat=49.41, lon=8.69)
    positioned(shop, 0.0, 0.0)
    assert shop.lat is None


def test_the_ends_of_the_world_lie_in_the_last_squares():
    assert cells(90, 180)["cell_z6"] == 63
    assert cells(-90, -180)["cell_z6"] == 63 * 64
    assert set(cells(None, None).values()) == {None}


@pytest.mark.parametrize(
    "wrong", [{"confirmed_by": "shop"}, {"wheelchair": "maybe"}, {"lat": 91.0, "lon": 8.0}, {"open_to": "now"}]
)
def test_the_database_refuses_what_must_not_be(app, wrong):
    with pytest.raises(IntegrityError):
        ShopFactory(**{name: clock.now() if value == "now" else value for name, value in wrong.items()})


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        ({"shop": "books"}, "buecher"),
        ({"amenity": "cafe", "shop": "yes"}, "cafe"),
        ({"shop": "erotic"}, "sonstiges"),
        ({"craft": "watchmaker"}, "dienste"),
        ({"highway": "residential"}, None),
    ],
)
def test_tags_lead_to_categories(tags, expected):
    assert category_of_tags(tags) == expected


def test_no_tag_means_two_categories():
    tags = [tag for category in CATEGORIES.values() for tag in category.tags]
    assert len(tags) == len(set(tags))
