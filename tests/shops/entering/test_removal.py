"""Taking an entry away without an account, for good; and bringing it back when it was a mistake."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from app.core import clock
from app.core.bulk import Slugs
from app.core.subjects import Subject
from app.core.transaction import transaction
from app.extensions import db
from app.shops.entering.imports.planning import GONE, plan
from app.shops.entering.imports.records import ShopRecord
from app.shops.entering.imports.sources import Source
from app.shops.entering.models import ShopTombstone
from app.shops.entering.removal.purging import purge
from app.shops.entering.removal.services import take_away
from app.shops.kinds import SHOP
from app.shops.models import Shop, ShopSource
from tests.factories.shops import ShopFactory

NEW = {"claimed_at": None, "origin": "offene_daten", "lat": 49.41, "lon": 8.71}


@pytest.fixture
def shop(app):
    return ShopFactory(title="Kiosk am Eck", **NEW)


def state_of(shop) -> str:
    db.session.expire_all()
    return db.session.get_one(Subject, shop.id).state


def test_a_visitor_confirms_by_mail_and_the_entry_is_gone(client, shop, outbox):
    path = shop.subject.address
    assert f"{path}/entfernen" in client.get(path).text
    client.post(f"{path}/entfernen", data={"reason": "own", "email": "ida@kiosk.example"})
    assert state_of(shop) == "published"
    link = re.search(r"/laeden/entfernen/\S+", outbox[-1].text)[0]
    assert "Kiosk am Eck" in client.get(link).text
    assert state_of(shop) == "published"
    client.post(link)
    assert state_of(shop) == "withdrawn"
    assert client.get(path).status_code == 404
    assert client.get(link).status_code == 410
    stone = db.session.scalars(select(ShopTombstone)).one()
    assert (stone.shop_id, stone.name_key, stone.lat) == (shop.id, "kiosk am eck", 49.41)


def test_somebodys_shop_cannot_be_taken_away(client, shop, outbox, run_jobs):
    client.post(f"{shop.subject.address}/entfernen", data={"reason": "own", "email": "ida@kiosk.example"})
    link = re.search(r"/laeden/entfernen/\S+", outbox[-1].text)[0]
    own = ShopFactory(title="Claras Café")
    assert client.get(f"{own.subject.address}/entfernen").status_code == 404
    assert "Eintrag entfernen" not in client.get(own.subject.address).text
    with transaction():
        shop.claimed_at = clock.now()
    assert client.post(link).status_code == 410
    assert state_of(shop) == "published"


def test_staff_bring_it_back_and_imports_follow_it_again(app, shop, clara, mona, log_in):
    log_in(app.test_client(), clara).post(f"{shop.subject.address}/entfernen", data={"reason": "wrong"})
    assert state_of(shop) == "withdrawn"
    staff = log_in(app.test_client(), mona)
    assert "Kiosk am Eck" in staff.get("/redaktion/laeden/entfernt").text
    staff.post(f"/redaktion/laeden/entfernt/{shop.subject.public_id}")
    assert state_of(shop) == "published"
    assert db.session.scalars(select(ShopTombstone)).all() == []
    assert "Nichts wurde entfernt." in staff.get("/redaktion/laeden/entfernt").text


def test_a_wrong_address_is_said_and_the_trap_sends_nothing(client, shop, outbox):
    path = f"{shop.subject.address}/entfernen"
    answer = client.post(path, data={"reason": "own", "email": "keine"})
    assert (answer.status_code, len(outbox)) == (422, 0)
    client.post(path, data={"reason": "own", "email": "ida@kiosk.example", "website": "https://spam.example"})
    assert len(outbox) == 0


def test_after_thirty_days_all_it_said_is_gone_and_neither_import_nor_name_comes_back(shop, mona, monkeypatch):
    path = shop.subject.address
    with transaction():
        db.session.add(ShopSource(shop_id=shop.id, source="osm", external_id="n1", name="OSM", licence="ODbL", data={}))
    take_away(shop, "wrong", actor=mona.actor)
    owned = ShopFactory(title="Ehemals betreut", claimed_at=None, origin="mitglied")
    take_away(owned, "wrong", actor=mona.actor)
    removed = clock.now()
    monkeypatch.setattr(clock, "now", lambda: removed + timedelta(days=29, hours=23))
    purge()
    assert db.session.get(Shop, shop.id) is not None
    monkeypatch.setattr(clock, "now", lambda: removed + timedelta(days=30, minutes=1))
    purge()
    db.session.expire_all()
    assert [one.subject.title for one in db.session.scalars(select(Shop))] == ["Ehemals betreut"]
    left = db.session.scalars(select(Subject).where(Subject.slug == path.rpartition("/")[2])).one()
    assert (left.title, left.state, left.card) == ("Entfernter Eintrag", "withdrawn", {})
    stone = db.session.scalars(select(ShopTombstone).where(ShopTombstone.source == "osm")).one()
    assert (stone.shop_id, stone.external_id) == (None, "n1")
    source = Source("osm", "OSM", "ODbL")
    row = ShopRecord(2, "n1", "Kiosk am Eck")
    assert [step.action for step in plan(source, [row]).steps] == [GONE]
    assert Slugs(SHOP).free("Kiosk am Eck") == "kiosk-am-eck-2"
