import re

import pytest

from app.extensions import db
from app.support.models import Booking, Voucher
from app.support.paying.codes import grouped, shown_reference
from app.support.services import tills
from app.support.services.receipts import confirm_receipt
from app.support.services.vouchers import UNKNOWN
from tests.factories.support import NOBODY, ordered

KASSEN = "/laeden/buchhandlung-kranich/hilfe/kassen"


@pytest.fixture
def link(inside, clara, shop) -> str:
    page = inside(clara).post(KASSEN, data={"name": "Tresen"}).text
    return re.search(r"/kasse/geraet/[\w-]+", page).group()


@pytest.fixture
def till(app, link):
    """The device that took the link."""
    device = app.test_client()
    assert device.post(link).status_code == 303
    return device


@pytest.fixture
def code(shop) -> str:
    order = ordered(shop, 25_00)
    confirm_receipt(order.id, actor=NOBODY)
    return db.session.get_one(Voucher, order.id).code


def test_the_link_binds_the_first_device_alone(app, client, till, link):
    assert till.get("/kasse/").status_code == 200
    assert client.get("/kasse/").status_code == 410
    assert client.get(link).status_code == 410
    assert client.post(link).status_code == 410


def test_looking_at_the_link_binds_nothing(app, client, link):
    assert client.get(link).status_code == 200
    assert app.test_client().post(link).status_code == 303


def test_it_redeems_in_two_parts_and_a_button_pressed_twice_once(till, code):
    page = till.post("/kasse/", data={"code": grouped(code)})
    assert "25,00" in page.text
    key = re.search(r'name="key"[^>]*value="(\w+)"', page.text).group(1)
    for _ in range(2):
        assert till.post("/kasse/einloesen", data={"code": code, "key": key, "amount": "10"}).status_code == 303
    assert "noch 15,00 € wert" in till.get("/kasse/").text
    page = till.post("/kasse/", data={"code": code}).text
    key = re.search(r'name="key"[^>]*value="(\w+)"', page).group(1)
    till.post("/kasse/einloesen", data={"code": code, "key": key, "amount": "15,00"})
    assert "schon ganz eingelöst" in till.post("/kasse/", data={"code": code}).text


@pytest.mark.parametrize("amount", ["25,01", "0", "-5", "0,001", "1e9", ""])
def test_a_wrong_amount_is_named_and_nothing_is_redeemed(till, code, amount):
    answer = till.post("/kasse/einloesen", data={"code": code, "key": "k", "amount": amount})
    assert answer.status_code == 422
    assert "kern-error" in answer.text
    assert db.session.get_one(Voucher, db.session.scalar(tills.select(Voucher.id))).balance_cents == 25_00


def test_a_revoked_till_can_do_nothing_from_then_on(till, code, shop, clara, inside):
    page = inside(clara).get(KASSEN).text
    inside(clara).post(re.search(rf"{KASSEN}/\w+/sperren", page).group())
    assert till.get("/kasse/").status_code == 410
    assert till.post("/kasse/einloesen", data={"code": code, "key": "k", "amount": "1"}).status_code == 410


@pytest.mark.parametrize("may", [True, False])
def test_only_a_till_that_may_confirms_on_the_spot(app, shop, clara, may):
    order = ordered(shop, 25_00)
    device = app.test_client()
    device.post(f"/kasse/geraet/{tills.add_till(shop, 'Tresen', actor=clara.actor, may_confirm=may)}")
    page = device.post("/kasse/", data={"code": shown_reference(order.reference).lower()})
    assert ("Geld gerade bekommen" in page.text, UNKNOWN in page.text) == (may, not may)
    answer = device.post("/kasse/bestaetigen", data={"code": order.reference})
    assert answer.status_code == (200 if may else 403)
    db.session.expire_all()
    assert order.state == ("received" if may else "open")
    if may:
        assert "25,00" in answer.text
        assert device.post("/kasse/bestaetigen", data={"code": order.reference}).status_code == 303
        assert {one.by for one in db.session.scalars(tills.select(Booking))} == {"Tresen"}


def test_a_till_opens_no_other_page_of_the_shop(till, shop):
    for path in ("", "/buchungen", "/kassen", "/konto"):
        assert till.get(f"/laeden/buchhandlung-kranich/hilfe{path}").status_code == 303


def test_the_camera_is_allowed_here_alone(till):
    assert "camera=(self)" in till.get("/kasse/").headers["Permissions-Policy"]
    assert "camera=()" in till.get("/laeden/").headers["Permissions-Policy"]
