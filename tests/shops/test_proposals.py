"""Mein Lieblingsladen fehlt: who proposes, what is shown (nothing), and how staff ask the shop."""

import re

import pytest
from sqlalchemy import select

from app.accounts.services.leaving import leave
from app.core.mail.models import Letter
from app.extensions import db
from app.shops.models import ShopProposal
from tests.factories.places import PlaceFactory

WISH = {"title": "Bäckerei Korn", "place": "Heidelberg", "street": "Plöck 3", "why": "Der beste Kuchen."}
GUEST = {**WISH, "name": "Gerda Gast", "email": "gerda@example.org"}


@pytest.fixture(autouse=True)
def heidelberg(app):
    PlaceFactory(name="Heidelberg", key="08221000")


def letters() -> list[Letter]:
    return list(db.session.scalars(select(Letter).order_by(Letter.id)))


def proposals() -> list[ShopProposal]:
    db.session.expire_all()
    return list(db.session.scalars(select(ShopProposal)))


def test_a_guests_wish_waits_for_the_confirmed_address(client):
    client.post("/laeden/fehlt", data=GUEST)
    assert not proposals()
    code = re.search(r"\b(\d{6})\b", letters()[0].text)[1]
    client.post("/laeden/fehlt/bestaetigen", data={"code": code})
    (kept,) = proposals()
    assert (kept.title, kept.email, kept.state) == ("Bäckerei Korn", "gerda@example.org", "open")
    assert "Korn" not in client.get("/laeden/").get_data(as_text=True)
    assert client.get("/laeden/baeckerei-korn").status_code == 404


def test_the_link_needs_a_button_and_works_once(client):
    client.post("/laeden/fehlt", data=GUEST)
    link = re.search(r"/laeden/fehlt/bestaetigen/\S+", letters()[0].text)[0]
    assert "Bäckerei Korn" in client.get(link).get_data(as_text=True)
    assert not proposals()
    client.post(link)
    assert client.post(link).status_code == 410
    assert len(proposals()) == 1


def test_staff_ask_the_shop_and_tell_who_proposed_it(client, inside, mona):
    client.post("/laeden/fehlt", data=GUEST)
    client.post(re.search(r"/laeden/fehlt/bestaetigen/\S+", letters()[0].text)[0])
    desk = inside(mona)
    assert "Der beste Kuchen." in desk.get("/redaktion/laeden").get_data(as_text=True)
    address = f"/redaktion/laeden/{proposals()[0].public_id}"
    assert desk.post(f"{address}/anfragen", data={"email": "korn"}).status_code == 422
    desk.post(f"{address}/anfragen", data={"email": "korn@example.org"})
    desk.post(f"{address}/entscheiden", data={"stand": "eingetragen"})
    desk.post(f"{address}/entscheiden", data={"stand": "eingetragen"})
    assert [one.to_address for one in letters()[1:]] == ["korn@example.org", "gerda@example.org"]
    (kept,) = proposals()
    assert (kept.state, kept.name, kept.email) == ("entered", "", "")


def test_a_members_wish_stays_when_she_leaves_without_her_name(inside, clara, run_jobs):
    inside(clara).post("/laeden/fehlt", data=WISH)
    assert proposals()[0].user_id == clara.user_id
    leave(clara.user_id)
    run_jobs()
    assert [(one.user_id, one.title) for one in proposals()] == [(None, "Bäckerei Korn")]


def test_programs_that_fill_in_everything_propose_nothing(client):
    client.post("/laeden/fehlt", data={**GUEST, "trap": "x"})
    assert not letters()
