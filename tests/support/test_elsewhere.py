import re

import pytest

from app.core.actors import GUEST
from app.core.permissions import allows
from app.core.transaction import transaction
from app.shops.figures.counting import KEY
from app.support.panels import help_panel
from app.support.permissions import SupportAction
from app.support.queries.options import options_of
from app.support.services.options import OptionText, save_option
from app.support.services.receipts import confirm_receipt
from tests.factories.support import NOBODY, first_option, ordered, with_help
from tests.harness.cast import person

OPTION = "/laeden/buchhandlung-kranich/hilfe/angebot"


@pytest.fixture
def paypal(shop):
    save_option(shop, "paypal", OptionText("Auch so.", url="https://www.paypal.me/kranich"), actor=NOBODY)
    return shop


def test_a_link_says_where_it_leads_and_is_counted_without_the_person(app, client, clara, inside, paypal, run_jobs):
    with app.test_request_context():
        html = help_panel(paypal)
    assert "führt zu paypal.me" in html
    sign, where = (re.search(rf'data-{name}="([^"]+)"', html).group(1) for name in ("sign", "counted"))
    assert client.post(where, data={"zeichen": sign}).status_code == 204
    assert client.post(where, data={"zeichen": "falsch"}).status_code == 400
    assert client.post(f"{where}9", data={"zeichen": sign}).status_code == 400
    app.extensions[KEY].hand_over()
    run_jobs()
    assert "paypal.me, 1 Klick)" in inside(clara).get("/laeden/buchhandlung-kranich/hilfe").text
    assert 'data-sign="' not in inside(clara).get("/laeden/buchhandlung-kranich").text


@pytest.mark.parametrize(
    ("kind", "url"),
    [
        ("paypal", "https://paypal.me.evil.example/x"),
        ("paypal", "https://paypal.me@evil.example/x"),
        ("online_shop", "javascript:alert(1)//a.b"),
        ("online_shop", "laden"),
        ("online_shop", "http://[::1"),
    ],
)
def test_addresses_that_deceive_are_refused(inside, clara, shop, kind, url):
    answer = inside(clara).post(f"{OPTION}/{kind}", data={"sentence": "Hier.", "url": url, "is_on": "y"})
    assert answer.status_code == 422
    assert first_option(shop.id, kind) is None


def test_the_shopkeeper_offers_a_way_and_switches_it_off(app, inside, clara, shop):
    data = {"sentence": "Gern im Netz.", "url": "www.kranich.example/laden", "is_on": "y"}
    assert inside(clara).post(f"{OPTION}/online_shop", data=data).status_code == 303
    with app.test_request_context():
        assert 'href="https://www.kranich.example/laden"' in help_panel(shop)
    one = first_option(shop.id, "online_shop").id
    inside(clara).post(f"{OPTION}/{one}/pause")
    with app.test_request_context():
        assert "kranich.example" not in help_panel(shop)


def test_vouchers_have_limits_that_fit_and_a_note_on_the_tax(inside, clara, shop):
    data = {"sentence": "Lesen später.", "least": "50", "most": "10", "is_on": "y"}
    page = inside(clara).post(f"{OPTION}/voucher", data=data)
    assert page.status_code == 422
    assert "Steuerberatung" in page.text
    page = inside(clara).post(f"{OPTION}/voucher", data=data | {"tax": "multi"})
    assert "kann nicht kleiner sein" in page.text
    inside(clara).post(f"{OPTION}/voucher", data=data | {"tax": "multi", "least": "10", "most": "1.000,00"})
    added = options_of(shop.id)[-1]
    assert (added.kind, added.most_cents, added.tax) == ("voucher", 1_000_00, "multi")


def test_who_lends_a_hand_writes_to_the_shop_and_nothing_stays(client, clara, shop, outbox):
    with_help(shop, "hands")
    data = {"name": "Gerd", "email": "gerd@example.org", "text": "Samstags auspacken."}
    assert client.post("/laeden/buchhandlung-kranich/mit-anpacken", data=data).status_code == 303
    letter = outbox.to(clara.email)[-1]
    assert (letter.reply_to, "Samstags auspacken." in letter.text) == ("gerd@example.org", True)


def test_a_member_finds_her_vouchers_again_and_nobody_elses(app, inside, bernd, clara, shop):
    order = ordered(shop, actor=bernd.actor)
    confirm_receipt(order.id, actor=clara.actor)
    assert "Noch 25 € wert" in inside(bernd).get("/konto/gutscheine").text
    assert "Noch ist hier nichts" in inside(clara).get("/konto/gutscheine").text


def test_what_was_bought_without_account_is_found_by_the_confirmed_address_alone(inside, bernd, clara, shop):
    mailbox, host = bernd.email.split("@")
    order = ordered(shop, email=f"{mailbox.upper()}@{host}")
    assert "Früher gekauft" not in inside(clara).get("/konto/gutscheine").text
    inside(clara).post("/konto/gutscheine/uebernehmen")
    assert "Früher gekauft" in inside(bernd).get("/konto/gutscheine").text
    assert order.user_id is None  # looking changes nothing
    inside(bernd).post("/konto/gutscheine/uebernehmen")
    page = inside(bernd).get("/konto/gutscheine").text
    assert "Früher gekauft" not in page
    assert shop.subject.title in page
    with transaction():
        bernd.user.confirmed_at = None
    ordered(shop, email=bernd.email)
    assert "Früher gekauft" not in inside(bernd).get("/konto/gutscheine").text


def test_a_shop_is_kept_on_the_list_of_favourites(inside, bernd, shop):
    inside(bernd).post(f"/merkliste/{shop.subject.public_id}")
    assert "Buchhandlung Kranich" in inside(bernd).get("/merkliste/").text


#                              guest  anna   bernd  clara  mona   otto
TABLE = {
    SupportAction.VIEW: (True, True, True, True, True, True),
    SupportAction.MANAGE: (False, False, False, True, False, False),
}


@pytest.mark.parametrize("action", TABLE)
def test_who_may_do_what(shop, anna, bernd, clara, mona, action):
    people = [GUEST, *(one.actor for one in (anna, bernd, clara, mona, person("Otto Ort", ("admin", None))))]
    assert tuple(allows(one, action, shop) for one in people) == TABLE[action]
