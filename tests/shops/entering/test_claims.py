""" "Das ist mein Laden": by mail to the shop's own domain, by a letter, by staff; and two who want the same."""

import re

import pytest
from sqlalchemy import select

from app.core.events import PersonRemoved
from app.core.personal_data import export_of
from app.core.transaction import transaction
from app.extensions import db
from app.shops.entering.claims.models import ShopClaim
from app.shops.entering.claims.services import forget_person, own_domain
from app.shops.kinds import OWNER
from tests.factories.shops import ShopFactory

FREE = {"claimed_at": None, "origin": "offene_daten"}


@pytest.fixture
def shop(app):
    return ShopFactory(title="Kiosk am Eck", website="https://www.kiosk-eck.example/start", **FREE)


@pytest.fixture
def inside(app, log_in):
    return lambda who: log_in(app.test_client(), who)


def owns(who, shop) -> bool:
    db.session.expire_all()
    return who.actor.has(OWNER, shop.id)


def test_the_page_of_an_entry_leads_there_and_a_code_at_its_own_domain_is_enough(shop, inside, clara, outbox):
    claras, path = inside(clara), shop.subject.address
    assert f"{path}/uebernehmen" in claras.get(path).text
    claras.post(f"{path}/uebernehmen", data={"way": "domain", "mailbox": "info"})
    letter = outbox.to("info@kiosk-eck.example")[-1]
    assert claras.post(f"{path}/uebernehmen/code", data={"code": "000000"}).status_code == 422
    code = re.search(r"^\s+(\d{6})$", letter.text, re.M)[1]
    assert claras.post(f"{path}/uebernehmen/code", data={"code": code}).location == f"{path}/bearbeiten"
    assert owns(clara, shop)
    assert (shop.subject.origin, shop.is_claimed, shop.confirmed_at) == ("mitglied", True, None)
    assert outbox.to(clara.email)[-1].subject == "Ihr Laden: Kiosk am Eck"
    assert claras.get(f"{path}/uebernehmen").status_code == 404


def test_the_link_is_worth_nothing_in_other_hands(shop, inside, clara, bernd, outbox):
    path = shop.subject.address
    inside(clara).post(f"{path}/uebernehmen", data={"way": "domain", "mailbox": "info"})
    link = re.search(r"/laeden/uebernehmen/\S+", outbox.to("info@kiosk-eck.example")[-1].text)[0]
    assert inside(bernd).post(link).status_code == 410
    assert inside(clara).post(link).status_code == 303
    assert owns(clara, shop)


def test_a_letter_carries_the_code_and_only_the_last_one_counts(shop, inside, clara, mona):
    claras, staff, path = inside(clara), inside(mona), shop.subject.address
    claras.post(f"{path}/uebernehmen", data={"way": "letter"})
    row = db.session.scalars(select(ShopClaim)).one()
    assert "Kiosk am Eck" in staff.get("/redaktion/laeden/ansprueche").text
    first, second = (staff.post(f"/redaktion/laeden/ansprueche/{row.public_id}/brief").text for _ in range(2))
    codes = [re.search(r"(\d{3}) (\d{3})</p>", page).groups() for page in (first, second)]
    assert claras.post(f"{path}/uebernehmen/code", data={"code": "".join(codes[0])}).status_code == 422
    claras.post(f"{path}/uebernehmen/code", data={"code": " ".join(codes[1])})
    assert owns(clara, shop)


def test_where_two_want_the_same_shop_staff_decide(shop, inside, clara, bernd, mona, outbox):
    path = shop.subject.address
    inside(bernd).post(f"{path}/uebernehmen", data={"way": "staff", "message": "Ich stehe hinter der Theke."})
    claras = inside(clara)
    claras.post(f"{path}/uebernehmen", data={"way": "domain", "mailbox": "info"})
    code = re.search(r"^\s+(\d{6})$", outbox.to("info@kiosk-eck.example")[-1].text, re.M)[1]
    claras.post(f"{path}/uebernehmen/code", data={"code": code})
    assert not owns(clara, shop)
    staff = inside(mona)
    assert "Code bestätigt" in staff.get("/redaktion/laeden/ansprueche").text
    for who, answer in ((bernd, "nein"), (clara, "ja")):
        row = db.session.scalars(select(ShopClaim).where(ShopClaim.user_id == who.user_id)).one()
        staff.post(f"/redaktion/laeden/ansprueche/{row.public_id}", data={"antwort": answer})
    assert owns(clara, shop)
    assert not owns(bernd, shop)
    assert outbox.to(bernd.email)[-1].subject == "Zu Ihrer Anfrage: Kiosk am Eck"


@pytest.mark.parametrize(
    "site", ["https://www.facebook.com/kiosk", "https://kiosk.jimdosite.com", "", "ftp://x.example"]
)
def test_a_page_where_many_have_one_proves_nothing(shop, inside, clara, site):
    with transaction():
        shop.website = site
    assert own_domain(shop) == ""
    answer = inside(clara).post(f"{shop.subject.address}/uebernehmen", data={"way": "domain", "mailbox": "info"})
    assert answer.status_code == 422
    assert db.session.scalars(select(ShopClaim)).all() == []


@pytest.mark.parametrize("mailbox", ["", "info@anders.example", "a b", "x\nBcc: y"])
def test_a_mailbox_elsewhere_is_refused(shop, inside, clara, mailbox):
    answer = inside(clara).post(f"{shop.subject.address}/uebernehmen", data={"way": "domain", "mailbox": mailbox})
    assert answer.status_code == 422


def test_my_data_tell_of_a_claim_and_who_leaves_claims_nothing(shop, inside, clara):
    inside(clara).post(f"{shop.subject.address}/uebernehmen", data={"way": "staff", "message": "Ich stehe dort."})
    (told,) = export_of(clara.user_id)["ladenansprueche"]
    assert (told["laden"], told["text"], told["stand"]) == ("Kiosk am Eck", "Ich stehe dort.", "open")
    forget_person(PersonRemoved(clara.user_id))
    assert db.session.scalars(select(ShopClaim)).all() == []
