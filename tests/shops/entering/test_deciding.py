"""Staff say whether a row of an import is a shop we have."""

import pytest
from sqlalchemy import select

from app.core.transaction import transaction
from app.extensions import db
from app.shops.entering.models import ShopTwin
from app.shops.models import Shop, ShopSource
from tests.factories.shops import ShopFactory

ROW = {"external_id": "7", "name": "Zum Kranich", "category": "buecher", "website": "https://kranich.example"}


@pytest.fixture
def staff(app, mona, log_in):
    return log_in(app.test_client(), mona)


def waiting(shop) -> str:
    with transaction():
        twin = ShopTwin(
            shop_id=shop.id, source="osm", external_id="7", name="OSM", licence="ODbL", reason="Nahe.", data=ROW
        )
        db.session.add(twin)
    return twin.public_id


def test_the_same_shop_gets_the_source_and_what_it_lacks(staff):
    shop = ShopFactory(title="Buchhandlung Kranich", claimed_at=None, origin="offene_daten")
    number = waiting(shop)
    page = staff.get("/redaktion/laeden/doppelte").text
    assert "Buchhandlung Kranich" in page
    assert "https://kranich.example" in page
    staff.post(f"/redaktion/laeden/doppelte/{number}", data={"antwort": "same"})
    db.session.expire_all()
    assert (shop.website, shop.subject.title) == ("https://kranich.example", "Buchhandlung Kranich")
    assert db.session.scalars(select(ShopSource.external_id)).all() == ["7"]
    assert "Hier wartet nichts." in staff.get("/redaktion/laeden/doppelte").text


def test_somebodys_shop_keeps_its_own_words(staff):
    shop = ShopFactory(title="Buchhandlung Kranich")
    staff.post(f"/redaktion/laeden/doppelte/{waiting(shop)}", data={"antwort": "same"})
    db.session.expire_all()
    assert shop.website == ""
    assert len(db.session.scalars(select(ShopSource)).all()) == 1


def test_another_shop_becomes_an_entry_of_its_own_once(staff):
    number = waiting(ShopFactory(title="Buchhandlung Kranich"))
    for _ in range(2):
        staff.post(f"/redaktion/laeden/doppelte/{number}", data={"antwort": "other"})
    assert [shop.subject.title for shop in db.session.scalars(select(Shop).order_by(Shop.id))] == [
        "Buchhandlung Kranich",
        "Zum Kranich",
    ]
