"""The page of a shop: what it says of now, and what it never says; messages to it."""

import re

import pytest
from sqlalchemy import select

from app.core.mail.models import Letter
from app.core.transaction import transaction
from app.extensions import db
from app.shops.models import ShopSource
from app.shops.services.hours import refresh_due, set_hours
from tests.factories.places import PlaceFactory
from tests.factories.shops import ShopFactory
from tests.harness.cast import person

HOURS = "Mo-Fr 10:00-18:30; Sa 10:00-16:00; PH off"


@pytest.fixture
def shop(app, at):
    at("2027-10-28T12:00")
    town = PlaceFactory(name="Dortmund", key="05913000")
    owner = person("Sina Sommer")
    shop = ShopFactory(title="Kranich", place_id=town.id, owners=[owner], email="kranich@example.org")
    set_hours(shop, HOURS, "", by="shop", actor=owner.actor)
    return shop


def page(client, path: str = "/laeden/kranich") -> str:
    return client.get(path).get_data(as_text=True)


def test_it_says_that_it_is_open_and_until_when(client, shop):
    text = page(client)
    assert "Jetzt geöffnet" in text
    assert "bis 18:30 Uhr" in text
    assert "Vom Laden bestätigt am 28. Oktober 2027" in text


def test_it_keeps_the_lands_own_holiday(client, shop, at):
    at("2027-10-30T17:00")
    refresh_due()
    text = page(client)
    assert "öffnet Dienstag um 10:00 Uhr" in text  # Monday is Allerheiligen in NRW
    assert "Allerheiligen" in text


def test_old_confirmations_promise_nothing(client, shop, at):
    at("2028-06-01T12:00")
    refresh_due()
    text = page(client)
    assert "Jetzt" not in text
    assert "10:00 bis 18:30" in text


def test_an_unconfirmed_entry_promises_nothing_and_says_where_it_is_from(client, app):
    shop = ShopFactory(title="Späti", claimed_at=None, origin="offene_daten", opening_hours="24/7")
    source = ShopSource(shop_id=shop.id, source="osm", external_id="1", name="OpenStreetMap", licence="ODbL 1.0")
    with transaction():
        db.session.add(source)
    text = page(client, "/laeden/spaeti")
    assert "Unbestätigter Eintrag" in text
    assert "ODbL 1.0" in text
    assert 'content="noindex"' in text
    assert "Jetzt geöffnet" not in text
    assert "Nachricht schreiben" not in text
    assert "application/ld+json" not in text


def test_search_engines_get_the_hours_and_never_the_mail_address(client, shop):
    text = page(client)
    assert '"@type": "BookStore"' in text or '"@type":"BookStore"' in text
    assert '"opens": "10:00"' in text or '"opens":"10:00"' in text
    assert "kranich@example.org" not in text


def test_a_strange_name_is_shown_as_it_is(client, app):
    ShopFactory(title="<script>alert(1)</script>" + "x" * 200, slug="seltsam")
    text = page(client, "/laeden/seltsam")
    assert "<script>alert" not in text
    assert "&lt;script&gt;alert(1)" in text


def letters() -> list[Letter]:
    return list(db.session.scalars(select(Letter).order_by(Letter.id)))


def test_a_members_message_reaches_the_mailbox(shop, inside, clara):
    inside(clara).post("/laeden/kranich/nachricht", data={"text": "Haben Sie Atlanten?"})
    to_shop, copy = letters()
    assert (to_shop.to_address, copy.to_address) == ("kranich@example.org", clara.email)
    assert "Atlanten" in to_shop.text


def test_a_visitors_message_waits_for_the_confirmed_address(client, shop):
    form = {"text": "Haben Sie Atlanten?", "name": "Gerda", "email": "gerda@example.org"}
    client.post("/laeden/kranich/nachricht", data=form)
    (asked,) = letters()
    assert asked.to_address == "gerda@example.org"
    code = re.search(r"\b(\d{6})\b", asked.text)[1]
    assert client.post("/laeden/nachricht/bestaetigen", data={"code": code}).headers["Location"] == "/laeden/kranich"
    assert [one.to_address for one in letters()[1:]] == ["kranich@example.org", "gerda@example.org"]


def test_programs_that_fill_in_everything_send_nothing(client, shop):
    form = {"text": "Kauft!", "name": "x", "email": "x@example.org", "website": "https://x.example"}
    assert client.post("/laeden/kranich/nachricht", data=form).status_code == 303
    assert not letters()
