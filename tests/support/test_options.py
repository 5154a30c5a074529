"""Several ways to help of one kind, in the shop's own order, each with its own pause."""

import re

import pytest

from app.extensions import db
from app.shops.models import Shop
from app.support import links
from app.support.models import SupportOption, SupportOrder, Voucher
from app.support.panels import help_panel
from app.support.queries.options import options_of
from app.support.services.options import MOST, OptionText, TooMany, save_option
from app.support.services.receipts import confirm_receipt
from app.support.sheets.texts import voucher_data
from tests.factories.support import NOBODY, first_option

PAGE = "/laeden/buchhandlung-kranich"
TEXT = OptionText("Zu zweit im Sessel.", title="Lesenachmittag", least_cents=30_00, most_cents=30_00, tax="single")


@pytest.fixture
def second(shop: Shop) -> SupportOption:
    return save_option(shop, "voucher", TEXT, actor=NOBODY)


def order_of(shop: Shop) -> list[tuple[str, str]]:
    db.session.expire_all()
    return [(one.kind, one.title) for one in options_of(shop.id)]


def test_a_second_voucher_has_limits_a_tax_and_a_name_of_its_own(app, client, shop, second):
    page = f"{PAGE}/gutschein/{second.id}"
    assert "Lesenachmittag" in client.get(page).text
    assert client.post(page, data={"amount": "29,99", "email": "gerda@example.org"}).status_code == 422
    assert client.post(page, data={"amount": "30", "email": "gerda@example.org"}).status_code == 303
    order = db.session.scalars(db.select(SupportOrder)).one()
    confirm_receipt(order.id, actor=NOBODY)
    voucher = db.session.get_one(Voucher, order.id)
    assert (order.title, voucher.tax) == ("Lesenachmittag", "single")
    assert "Lesenachmittag" in client.get(links.path_of(order.public_id)).text
    with app.test_request_context():
        assert voucher_data(order, voucher)["title"] == "Lesenachmittag"


def test_what_was_ordered_stays_when_the_offer_changes_or_goes(client, inside, clara, shop, second):
    page, number = f"{PAGE}/gutschein/{second.id}", second.id
    client.post(page, data={"amount": "30", "email": "gerda@example.org"})
    inside(clara).post(f"{PAGE}/hilfe/angebot/{number}/entfernen")
    order = db.session.scalars(db.select(SupportOrder)).one()
    confirm_receipt(order.id, actor=NOBODY)
    assert (order.title, db.session.get_one(Voucher, order.id).tax) == ("Lesenachmittag", "single")
    assert client.get(page).status_code == 404


def test_each_is_paused_alone(app, client, inside, clara, shop, second):
    inside(clara).post(f"{PAGE}/hilfe/angebot/{first_option(shop.id, 'voucher').id}/pause")
    with app.test_request_context():
        html = help_panel(shop)
    assert re.findall(r'href="(/laeden/[^"]+gutschein[^"]*)"', html) == [f"{PAGE}/gutschein"]
    assert "Lesenachmittag" in client.get(f"{PAGE}/gutschein").text
    inside(clara).post(f"{PAGE}/hilfe/angebot/{second.id}/pause")
    assert client.get(f"{PAGE}/gutschein").status_code == 404
    inside(clara).post(f"{PAGE}/hilfe/angebot/{second.id}/anbieten")
    assert client.get(f"{PAGE}/gutschein").status_code == 200


def test_the_shop_orders_them_and_a_new_one_stands_beside_its_kind(inside, clara, shop, second):
    assert order_of(shop) == [("direct", ""), ("voucher", ""), ("voucher", "Lesenachmittag")]
    page = f"{PAGE}/hilfe/angebot/{second.id}"
    for act in ("hoch", "hoch", "hoch"):
        inside(clara).post(f"{page}/{act}")
    assert order_of(shop) == [("voucher", "Lesenachmittag"), ("direct", ""), ("voucher", "")]
    inside(clara).post(f"{page}/runter")
    assert order_of(shop) == [("direct", ""), ("voucher", "Lesenachmittag"), ("voucher", "")]
    assert inside(clara).post(f"{page}/umdrehen").status_code == 404


def test_no_more_than_twenty(inside, clara, shop):
    for number in range(MOST - 2):
        save_option(shop, "crowdfunding", OptionText("Stühle.", title=f"Reihe {number}"), actor=NOBODY)
    with pytest.raises(TooMany):
        save_option(shop, "direct", TEXT, actor=NOBODY)
    answer = inside(clara).post(f"{PAGE}/hilfe/angebot/hands", data={"sentence": "Zwei Hände.", "is_on": "y"})
    assert (answer.status_code, "zuerst eines" in answer.text) == (422, True)
