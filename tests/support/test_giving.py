import io
import re

import pytest
import zxingcpp
from PIL import Image
from sqlalchemy import select

from app.accounts.services.leaving import leave
from app.core.subjects import Subject
from app.core.transaction import transaction
from app.extensions import db
from app.shops.models import ShopHelp
from app.support import links
from app.support.models import SupportOrder
from app.support.panels import help_panel
from app.support.paying.codes import shown_reference
from app.support.queries.sums import sums_of
from app.support.services.receipts import confirm_receipt, correct_receipt
from tests.factories.shops import ShopFactory
from tests.factories.support import NOBODY, ordered, with_help

GIVE = "/laeden/buchhandlung-kranich/unterstuetzen"


def only_order() -> SupportOrder:
    db.session.commit()
    return db.session.scalars(select(SupportOrder)).one()


def test_a_giver_without_account_gets_the_code_and_every_detail(client, shop):
    answer = client.post(GIVE, data={"amount": "12,50"})
    order = only_order()
    assert answer.headers["Location"] == links.path_of(order.public_id)
    page = client.get(answer.headers["Location"])
    assert page.headers["Cache-Control"] == "no-store"
    for text in ("DE89 3704 0044 0532 0130 00", "Lotte Müßig", "12,50", shown_reference(order.reference)):
        assert text in page.text
    picture = client.get(f"{answer.headers['Location']}/girocode.png")
    lines = zxingcpp.read_barcodes(Image.open(io.BytesIO(picture.data)))[0].text.split("\n")
    assert lines[5:8] + lines[10:] == ["Lotte Müßig", order.iban, "EUR12.50", shown_reference(order.reference)]


def test_beside_the_button_stands_that_there_is_no_certificate(client, shop):
    page = client.get(GIVE).text
    assert "Eine Spendenbescheinigung gibt es nicht" in page[page.index("Weiter zur Überweisung") :][:300]


@pytest.mark.parametrize("amount", ["", "0", "0,001", "-5", "1e9", "1000000000", "zwölf"])
def test_a_wrong_amount_is_named_and_nothing_is_ordered(client, shop, amount):
    answer = client.post(GIVE, data={"amount": amount})
    assert answer.status_code == 422
    assert "kern-error" in answer.text
    assert db.session.scalar(select(SupportOrder)) is None


def test_only_what_the_shop_confirms_counts(client, shop, clara):
    order = ordered(shop, 1250, kind="gift")
    client.post(f"{links.path_of(order.public_id)}/bezahlt")
    assert "Bezahlt laut Ihnen, vom Laden noch nicht bestätigt" in client.get(links.path_of(order.public_id)).text
    assert sums_of(shop.id).received == 0
    assert confirm_receipt(order.id, actor=clara.actor)
    assert not confirm_receipt(order.id, actor=clara.actor)
    assert (sums_of(shop.id).received, sums_of(shop.id).givers) == (1250, 1)
    assert correct_receipt(order.id, actor=clara.actor)
    assert (sums_of(shop.id).received, sums_of(shop.id).givers) == (0, 0)
    assert confirm_receipt(order.id, actor=clara.actor)
    assert sums_of(shop.id).received == 1250


def test_a_thank_you_goes_only_to_a_confirmed_address_and_the_address_goes_too(client, shop, outbox):
    client.post(GIVE, data={"amount": "5", "email": "gerda@example.org"})
    order = only_order()
    confirm_receipt(order.id, actor=NOBODY)
    assert [letter.template for letter in outbox.to("gerda@example.org")] == ["support/mail/confirm"]
    link = re.search(r"/unterstuetzung/bestaetigen/\S+", outbox.to("gerda@example.org")[0].text).group()
    assert client.get(link).status_code == 200
    assert len(outbox.to("gerda@example.org")) == 1  # looking confirms nothing
    client.post(link)
    assert "Herzlichen Dank" in outbox.to("gerda@example.org")[1].text
    assert client.post(link).status_code == 410
    assert only_order().email == ""


def test_the_wall_shows_what_the_giver_wished_after_receipt_and_no_amount(app, client, shop):
    wish = {"wants_wall": True, "wall_name": "<script>", "wall_text": "Bleibt, wie ihr seid!"}
    order = ordered(shop, 777, kind="gift", **wish)
    with app.test_request_context():
        assert "Bleibt, wie ihr seid" not in help_panel(shop)
        confirm_receipt(order.id, actor=NOBODY)
        assert "Bleibt, wie ihr seid" not in help_panel(shop)  # the shop has no wall
    with_wall = with_help(shop, "direct", has_wall=True)
    with app.test_request_context():
        html = help_panel(with_wall)
        assert "&lt;script&gt;" in html
        assert "(7,77" not in html
    client.post(f"{links.path_of(order.public_id)}/wand")
    with app.test_request_context():
        assert "Bleibt, wie ihr seid" not in help_panel(shop)


@pytest.mark.parametrize("change", [{"claimed_at": None}, {"closed": True}, {"hidden": True}])
def test_a_shop_without_people_closed_or_hidden_gets_no_money(client, shop, later, change):
    with transaction():
        if "closed" in change:
            shop.closed_at = later(hours=1)
        elif "hidden" in change:
            db.session.get_one(Subject, shop.id).hidden_at = later(hours=1)
        else:
            shop.claimed_at = None
    assert client.get(GIVE).status_code == 404
    assert client.post(GIVE, data={"amount": "5"}).status_code == 404


def test_when_the_last_of_its_people_leaves_list_and_map_offer_no_help(client, clara, shop, run_jobs):
    helps = select(ShopHelp.kind).where(ShopHelp.shop_id == shop.id)
    assert set(db.session.scalars(helps)) == {"geld", "gutschein"}
    order = ordered(shop)
    leave(clara.user_id)
    run_jobs()
    db.session.refresh(order)
    assert (order.state, order.cancel_reason) == ("cancelled", "shop")
    assert set(db.session.scalars(helps)) == set()
    assert client.get(GIVE).status_code == 404


def test_an_entry_from_open_data_has_no_button(app, client):
    shop = with_help(ShopFactory(title="Kiosk", claimed_at=None, origin="offene_daten"))
    with app.test_request_context():
        assert help_panel(shop) == ""


@pytest.mark.parametrize("kind", ["gift", "voucher"])
def test_the_page_of_an_order_leads_back_to_the_shop_as_long_as_everybody_sees_it(client, shop, later, kind):
    path, link = links.path_of(ordered(shop, kind=kind).public_id), f'href="{shop.subject.address}"'
    assert link in client.get(path).text
    with transaction():
        db.session.get_one(Subject, shop.id).hidden_at = later(hours=1)
    answer = client.get(path)
    assert (answer.status_code, link in answer.text) == (200, False)


def test_a_foreign_link_and_a_changed_one_open_nothing(client, shop):
    path = links.path_of(ordered(shop, kind="gift").public_id)
    assert client.get(path).status_code == 200
    name, signature = path.split("~")
    assert client.get(f"{name}~{'A' if signature[0] != 'A' else 'B'}{signature[1:]}").status_code == 404
    assert client.get(f"/unterstuetzung/{only_order().public_id}").status_code == 404


def test_a_voucher_keeps_to_its_limits_and_its_button_says_what_it_costs(client, shop, outbox):
    page = client.get("/laeden/buchhandlung-kranich/gutschein").text
    assert ">zahlungspflichtig bestellen<" in page
    assert "zahlungsunfähig" in page
    data = {"amount": "9,99", "email": "gerda@example.org"}
    assert client.post("/laeden/buchhandlung-kranich/gutschein", data=data).status_code == 422
    assert client.post("/laeden/buchhandlung-kranich/gutschein", data=data | {"amount": "10"}).status_code == 303
    assert len(outbox.to("gerda@example.org")) == 1


def test_one_address_is_not_written_to_again_and_again(client, shop):
    codes = [client.post(GIVE, data={"amount": "5", "email": "gerda@example.org"}).status_code for _ in range(11)]
    assert (codes[9], codes[10]) == (303, 429)


def test_who_buys_without_account_and_left_the_form_open_keeps_what_was_typed(make_app, shop):
    buyer = make_app(csrf=True).test_client()
    answer = buyer.post(GIVE, data={"amount": "12,50"})
    assert answer.status_code == 400
    assert "aufgehoben" in answer.text
    assert 'value="12,50"' in buyer.get(GIVE).text
