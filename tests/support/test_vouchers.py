import re
from datetime import date

import pytest

from app.core import clock
from app.extensions import db
from app.support import links
from app.support.models import SupportOrder, Voucher
from app.support.panels import help_panel
from app.support.paying.codes import grouped, new_voucher_code, shown_reference
from app.support.queries.sums import sums_of, worth_of
from app.support.services import vouchers
from app.support.services.receipts import NotCorrectable, confirm_receipt, correct_receipt, last_day
from app.support.services.vouchers import NotRedeemable, find_by_code, may_withdraw, redeem, refund, reverse, withdraw
from tests.factories.shops import ShopFactory
from tests.factories.support import NOBODY, ordered, with_help


@pytest.fixture
def voucher(shop) -> Voucher:
    order = ordered(shop, 25_00)
    confirm_receipt(order.id, actor=NOBODY)
    return db.session.get_one(Voucher, order.id)


def books(voucher: Voucher) -> tuple[int, int]:
    db.session.expire_all()
    return voucher.balance_cents, worth_of(voucher.id)


def test_it_becomes_valid_with_the_receipt_and_is_redeemed_in_parts(shop, voucher, outbox):
    assert "gilt bis zum" in outbox.to("gerda@example.org")[-1].text
    assert redeem(voucher.id, 10_00, key="a").balance_cents == 15_00
    again = redeem(voucher.id, 10_00, key="a")
    assert (again.was_new, again.balance_cents) == (False, 15_00)
    assert redeem(voucher.id, 15_00, key="b").balance_cents == 0
    assert books(voucher) == (0, 0)
    with pytest.raises(NotRedeemable, match="schon ganz eingelöst"):
        redeem(voucher.id, 1, key="c")


@pytest.mark.parametrize("cents", [0, -1, 25_01])
def test_nobody_takes_off_more_than_there_is(voucher, cents):
    with pytest.raises(NotRedeemable):
        redeem(voucher.id, cents, key="a")
    assert books(voucher) == (25_00, 25_00)


def test_unknown_foreign_and_unpaid_codes_get_the_same_answer(shop, voucher):
    other = with_help(ShopFactory(title="Fahrrad Doris"))
    ordered(shop)
    said = set()
    for shop_id, code in ((other.id, voucher.code), (shop.id, new_voucher_code()), (shop.id, "A"), (shop.id, "")):
        with pytest.raises(NotRedeemable) as refused:
            find_by_code(shop_id, code, who="till")
        said.add(str(refused.value))
    assert said == {vouchers.UNKNOWN}
    assert find_by_code(shop.id, f" {grouped(voucher.code).lower()} ", who="till").id == voucher.id


def test_guessing_ends_after_thirty_wrong_codes(shop, voucher):
    for _ in range(30):
        with pytest.raises(NotRedeemable):
            find_by_code(shop.id, new_voucher_code(), who="till")
    with pytest.raises(NotRedeemable, match="zu viele"):
        find_by_code(shop.id, voucher.code, who="till")
    assert find_by_code(shop.id, voucher.code, who="another till").id == voucher.id


def test_it_is_valid_three_years_from_the_end_of_the_year(voucher, monkeypatch):
    assert last_day(date(2026, 1, 1)) == last_day(date(2026, 12, 31)) == date(2029, 12, 31)
    monkeypatch.setattr(clock, "today", lambda: voucher.valid_until)
    redeem(voucher.id, 1, key="last day")
    monkeypatch.setattr(clock, "today", lambda: date(voucher.valid_until.year + 1, 1, 1))
    with pytest.raises(NotRedeemable, match="abgelaufen"):
        redeem(voucher.id, 1, key="a day too late")


def test_a_paid_voucher_is_not_taken_back_by_the_shop_alone(voucher):
    with pytest.raises(NotCorrectable):
        correct_receipt(voucher.id, actor=NOBODY)
    assert books(voucher) == (25_00, 25_00)


def test_a_withdrawal_and_a_refund_are_bookings_and_the_sums_agree(client, shop, voucher, outbox):
    page = links.path_of(db.session.get_one(SupportOrder, voucher.id).public_id)
    redeem(voucher.id, 5_00, key="a")
    assert withdraw(voucher.id, name="Gerda", email="gerda@example.org")
    assert not withdraw(voucher.id, name="Gerda", email="gerda@example.org")
    assert "Zu erstatten: 20 €" in outbox.to("gerda@example.org")[-1].text
    with pytest.raises(NotRedeemable, match="widerrufen"):
        redeem(voucher.id, 1, key="b")
    assert (books(voucher), vouchers.owed_back(voucher.id)) == ((0, 0), 20_00)
    said = client.get(page).text
    assert "Der Laden erstattet Ihnen 20,00 €" in said
    assert "ist gültig" not in said
    assert (refund(voucher.id, actor=NOBODY), refund(voucher.id, actor=NOBODY)) == (20_00, 0)
    assert (sums_of(shop.id).received, sums_of(shop.id).owed, vouchers.owed_back(voucher.id)) == (5_00, 0, 0)


def test_after_two_weeks_or_once_spent_nothing_is_withdrawn(shop, voucher, later):
    order = db.session.get(vouchers.SupportOrder, voucher.id)
    assert may_withdraw(order, voucher)
    later(days=14, minutes=1)
    assert not may_withdraw(order, voucher)


def test_an_unpaid_order_is_withdrawn_without_any_booking(client, shop):
    order = ordered(shop)
    path = links.path_of(order.public_id)
    assert "Vertrag widerrufen" in client.get(path).text
    assert "Widerruf bestätigen" in client.get(f"{path}/widerruf").text
    client.post(f"{path}/widerruf", data={"name": "Gerda", "email": "gerda@example.org"})
    assert "Der Vertrag ist widerrufen" in client.get(path).text
    assert sums_of(shop.id).received == 0


def test_the_foot_of_every_page_leads_to_the_withdrawal_without_account_and_without_the_link(client, shop, outbox):
    order = ordered(shop)
    assert 'href="/widerruf"' in client.get("/laeden/").text
    data = {"name": "Gerda", "reference": shown_reference(order.reference).lower(), "email": "fremd@example.org"}
    foreign = client.post("/widerruf", data=data).text
    assert may_withdraw(order, None)
    own = client.post("/widerruf", data=data | {"email": "Gerda@example.org"}).text
    db.session.expire_all()
    assert (order.state, order.cancel_reason) == ("cancelled", "withdrawal")
    assert "Ihr Widerruf ist am" in outbox.to("Gerda@example.org")[-1].text
    assert [len(re.findall("Erklärung ist am", page)) for page in (own, foreign)] == [1, 1]
    assert len(own) == len(foreign)


def test_a_slip_at_the_till_is_set_right_by_a_counter_booking(shop, voucher, clara, inside):
    redeem(voucher.id, 20_00, key="a", by="Tresen")
    page = "/laeden/buchhandlung-kranich/hilfe/buchungen"
    row = next(
        one for one in vouchers.db.session.scalars(vouchers.select(vouchers.Booking)) if one.kind == "redemption"
    )
    assert "Zurücknehmen" in inside(clara).get(page).text
    assert reverse(row.id, shop.id, actor=clara.actor)
    assert not reverse(row.id, shop.id, actor=clara.actor)
    assert books(voucher) == (25_00, 25_00)
    assert "Zurücknehmen" not in inside(clara).get(page).text


def test_the_file_for_the_tax_adviser_runs_no_formula(shop, clara, inside):
    order = ordered(shop, 12_50, name="=cmd|'/c calc'!A1")
    confirm_receipt(order.id, actor=clara.actor)
    redeem(order.id, 2_50, key="a", by="@Tresen")
    lines = inside(clara).get("/laeden/buchhandlung-kranich/hilfe/buchungen.csv").text.splitlines()
    assert [line.split(";")[3:5] for line in lines[1:]] == [
        ["Eingang bestätigt", "12,50"],
        ["Gutschein ausgestellt", "12,50"],
        ["Eingelöst", "-2,50"],
    ]
    assert all(";'=cmd" in line for line in lines[1:])
    assert ";'@Tresen;" in lines[3]


def test_a_reminder_comes_after_two_days_to_both_and_says_whom_to_ask(client, clara, shop, outbox, later, run_jobs):
    order = ordered(shop)
    client.post(f"{links.path_of(order.public_id)}/bezahlt")
    run_jobs()
    before = len(outbox)
    later(hours=49)
    run_jobs()
    assert {letter.to_address for letter in list(outbox)[before:]} == {"gerda@example.org", clara.email}
    assert "Fragen beantwortet der Laden selbst" in outbox.to("gerda@example.org")[-1].text


def test_the_card_on_the_shops_page_names_the_voucher(app, shop):
    with app.test_request_context():
        assert "/laeden/buchhandlung-kranich/gutschein" in help_panel(shop)
