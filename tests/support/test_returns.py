"""A paid voucher goes back only when both sides agree; and whatever happens in whatever order, the sums agree."""

import re
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.extensions import db
from app.support import links
from app.support.models import Booking, SupportOrder, Voucher
from app.support.queries.returns import open_return
from app.support.queries.sums import sums_of, worth_of
from app.support.services import orders, returns, vouchers
from app.support.services.receipts import NotCorrectable, confirm_receipt, correct_receipt
from app.support.services.returns import BUYER, SHOP, NotReturnable
from app.support.services.vouchers import NotRedeemable, owed_back, redeem, refund, withdraw
from tests.factories.support import NOBODY, ordered

HELP = "/laeden/buchhandlung-kranich/hilfe"


@pytest.fixture
def voucher(shop) -> Voucher:
    order = ordered(shop, 25_00)
    confirm_receipt(order.id, actor=NOBODY)
    return db.session.get_one(Voucher, order.id)


def page_of(voucher: Voucher) -> str:
    return links.path_of(db.session.get_one(SupportOrder, voucher.id).public_id)


def test_the_shop_asks_the_buyer_agrees_and_both_are_told(client, inside, clara, shop, voucher, outbox):
    page, name = page_of(voucher), db.session.get_one(SupportOrder, voucher.id).public_id
    assert inside(clara).post(f"{HELP}/eingaenge/{name}/rueckgabe", data={"amount": "10"}).status_code == 303
    assert "schlägt vor" in outbox.to("gerda@example.org")[-1].text
    assert worth_of(voucher.id) == 25_00  # nothing before the yes
    assert "Antworten" in client.get(page).text
    assert inside(clara).post(f"{HELP}/eingaenge/{name}/rueckgabe/ja").status_code == 303  # not one's own wish
    assert worth_of(voucher.id) == 25_00
    assert client.post(f"{page}/rueckgabe/ja").status_code == 303
    db.session.expire_all()
    assert (voucher.balance_cents, worth_of(voucher.id), owed_back(voucher.id)) == (15_00, 15_00, 10_00)
    assert "Der Laden erstattet Ihnen 10,00 €" in client.get(page).text
    assert all("einverstanden" in outbox.to(to)[-1].text for to in ("gerda@example.org", clara.email))
    assert "Ich habe 10 € erstattet" in inside(clara).get(HELP).text
    inside(clara).post(f"{HELP}/eingaenge/{name}/erstattet")
    assert (sums_of(shop.id).received, sums_of(shop.id).owed, owed_back(voucher.id)) == (15_00, 15_00, 0)
    assert "Rückgabe vereinbart" in inside(clara).get(f"{HELP}/buchungen").text


def test_the_buyer_asks_and_the_shop_says_no(client, inside, clara, voucher, outbox):
    page, name = page_of(voucher), db.session.get_one(SupportOrder, voucher.id).public_id
    assert client.post(f"{page}/rueckgabe", data={"amount": "25,01"}).status_code == 422
    assert client.post(f"{page}/rueckgabe", data={"amount": "25"}).status_code == 303
    assert "Rückgabe gewünscht" in inside(clara).get(HELP).text
    inside(clara).post(f"{HELP}/eingaenge/{name}/rueckgabe/nein")
    assert "gilt weiter wie bisher" in outbox.to("gerda@example.org")[-1].text
    assert (open_return(voucher.id), worth_of(voucher.id)) == (None, 25_00)
    assert client.post(f"{page}/rueckgabe/ja").status_code == 404


def test_what_was_redeemed_meanwhile_does_not_go_back(voucher):
    row = returns.ask(voucher.id, 20_00, by=BUYER)
    with pytest.raises(NotReturnable, match="wartet schon"):
        returns.ask(voucher.id, 1, by=SHOP)
    redeem(voucher.id, 10_00, key="a")
    with pytest.raises(NotReturnable, match="nicht mehr so viel"):
        returns.agree(row.id, by=SHOP)
    assert withdraw(voucher.id, name="Gerda", email="gerda@example.org")
    assert open_return(voucher.id) is None
    with pytest.raises(NotReturnable):
        returns.agree(row.id, by=SHOP)
    assert owed_back(voucher.id) == 15_00


def test_the_shop_calls_off_only_what_nobody_says_is_paid(client, inside, clara, shop, outbox):
    free, paid = ordered(shop), ordered(shop)
    client.post(f"{links.path_of(paid.public_id)}/bezahlt")
    for order in (free, paid):
        inside(clara).post(f"{HELP}/eingaenge/{order.public_id}/absagen")
    db.session.expire_all()
    assert [(one.state, one.cancel_reason) for one in (free, paid)] == [("cancelled", "refused"), ("open", "")]
    assert "hat abgesagt" in outbox.to("gerda@example.org")[-1].subject
    assert "kann die Bestellung nicht annehmen" in client.get(links.path_of(free.public_id)).text
    assert not re.search(rf"{paid.public_id}/absagen", inside(clara).get(HELP).text)


CENTS = st.integers(1, 30_00)
ACTS = st.lists(
    st.one_of(
        st.sampled_from([("receipt",), ("withdraw",), ("refund",), ("correct",), ("reverse",), ("call off",)]),
        st.tuples(st.just("redeem"), CENTS),
        st.tuples(st.just("ask"), CENTS, st.sampled_from([BUYER, SHOP])),
        st.tuples(st.sampled_from(["agree", "end"]), st.sampled_from([BUYER, SHOP])),
    ),
    max_size=14,
)


@given(acts=ACTS)
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_sums_agree_to_the_cent_whatever_happens_in_whatever_order(shop, acts):
    before = sums_of(shop.id)
    order = ordered(shop, 25_00, email="")
    confirm_receipt(order.id, actor=NOBODY)
    for number, act in enumerate(acts):
        with suppress(NotRedeemable, NotReturnable, NotCorrectable):
            play(order.id, shop.id, number, *act)
        look(order.id)
    after = sums_of(shop.id)
    assert after.received - before.received == lines_of(order.id, "money")
    assert after.owed - before.owed == worth_of(order.id)


def play(order_id: int, shop_id: int, number: int, act: str, *more) -> None:
    waiting = open_return(order_id)
    plain = {
        "receipt": lambda: confirm_receipt(order_id, actor=NOBODY),
        "withdraw": lambda: withdraw(order_id, name="Gerda", email="gerda@example.org"),
        "refund": lambda: refund(order_id, actor=NOBODY),
        "correct": lambda: correct_receipt(order_id, actor=NOBODY),
        "call off": lambda: orders.call_off_by_shop(db.session.get_one(SupportOrder, order_id)),
        "reverse": lambda: [vouchers.reverse(one, shop_id, actor=NOBODY) for one in redemptions(order_id)[-1:]],
        "redeem": lambda: redeem(order_id, more[0], key=str(number)),
        "ask": lambda: returns.ask(order_id, more[0], by=more[1]),
        "agree": lambda: waiting and returns.agree(waiting.id, by=more[0]),
        "end": lambda: waiting and returns.end(waiting.id, by=more[0]),
    }
    plain[act]()


def redemptions(order_id: int) -> list[int]:
    mine = db.select(Booking.id).where(Booking.order_id == order_id, Booking.kind == "redemption")
    return list(db.session.scalars(mine.order_by(Booking.id)))


def lines_of(order_id: int, book: str, *kinds: str) -> int:
    query = db.select(Booking).where(Booking.order_id == order_id, Booking.book == book)
    return sum(one.amount_cents for one in db.session.scalars(query) if not kinds or one.kind in kinds)


def look(order_id: int) -> None:
    """Nothing is lost, nothing is made: price = what was used + what is left + what goes or went back."""
    db.session.expire_all()
    voucher = db.session.get_one(Voucher, order_id)
    used = -lines_of(order_id, "worth", "redemption", "reversal")
    back = -lines_of(order_id, "worth", "withdrawal", "refund")
    assert voucher.balance_cents == lines_of(order_id, "worth") >= 0
    assert voucher.amount_cents == used + voucher.balance_cents + back
    assert lines_of(order_id, "money") == voucher.amount_cents - (back - owed_back(order_id))
    assert (used >= 0, owed_back(order_id) >= 0) == (True, True)
