"""A gift that was paid back, whole or in part: it shows everywhere, and never more goes back than came."""

from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from app.core.audit import AuditEntry
from app.extensions import db
from app.support import links
from app.support.models import Booking, SupportOrder
from app.support.panels import help_panel
from app.support.queries.sums import left_of, paid_back, sums_of
from app.support.services.receipts import NotCorrectable, confirm_receipt, correct_receipt
from app.support.services.refunds import NotRefundable, give_back, undo
from tests.factories.support import NOBODY, ordered, with_help

HELP = "/laeden/buchhandlung-kranich/hilfe"


@pytest.fixture
def gift(shop) -> SupportOrder:
    with_help(shop, "direct", has_wall=True)
    order = ordered(shop, 25_00, kind="gift", name="Gerda", wants_wall=True, wall_name="Familie G.", wall_amount=True)
    confirm_receipt(order.id, actor=NOBODY)
    return order


def test_the_shop_notes_a_part_and_the_rest_and_everybody_sees_it(app, client, inside, clara, shop, gift):
    mine, page = inside(clara), f"{HELP}/eingaenge/{gift.public_id}/zurueckgezahlt"
    assert 'value="25,00"' in mine.get(page).text
    assert mine.post(page, data={"amount": "10", "left": "2500"}).status_code == 303
    assert (sums_of(shop.id).received, sums_of(shop.id).gifts, sums_of(shop.id).givers) == (15_00, 15_00, 1)
    assert "davon 10 € zurückgezahlt" in mine.get(HELP).text
    assert "10,00 € an Sie zurückgingen" in client.get(links.path_of(gift.public_id)).text
    with app.test_request_context():
        assert "(15 €)" in help_panel(shop)
    assert "Davon noch da" in mine.get(page).text
    assert mine.post(page, data={"amount": "15", "left": "1500"}).status_code == 303
    assert (sums_of(shop.id).received, sums_of(shop.id).givers) == (0, 0)
    with app.test_request_context():
        assert "Familie G." not in help_panel(shop)
    assert "Dankeswand" not in client.get(links.path_of(gift.public_id)).text
    assert mine.get(page).status_code == 303
    lines = mine.get(f"{HELP}/buchungen.csv").text
    assert "Erstattet;-10,00" in lines
    assert "Erstattet;-15,00" in lines
    entries = select(AuditEntry.actor_id).where(AuditEntry.action == "support.gift_refunded")
    assert list(db.session.scalars(entries)) == [clara.user_id, clara.user_id]


@pytest.mark.parametrize(
    ("amount", "left", "says"),
    [
        ("25,01", "2500", "höchstens 25,00 €"),
        ("0", "2500", "größer als 0"),
        ("viel", "2500", "einen Betrag in Euro"),
        ("5", "3000", "etwas anderes gebucht: Jetzt sind noch 25,00 € da"),
        ("5", "", "etwas anderes gebucht"),
    ],
)
def test_what_cannot_be_is_said_and_the_input_stays(inside, clara, shop, gift, amount, left, says):
    answer = inside(clara).post(
        f"{HELP}/eingaenge/{gift.public_id}/zurueckgezahlt", data={"amount": amount, "left": left}
    )
    assert answer.status_code == 422
    assert says in answer.text
    assert f'value="{amount}"' in answer.text
    assert sums_of(shop.id).received == 25_00


def test_a_second_press_books_nothing_and_a_mistake_is_taken_back_once(inside, clara, shop, gift):
    mine, page = inside(clara), f"{HELP}/eingaenge/{gift.public_id}/zurueckgezahlt"
    for status in (303, 422):
        assert mine.post(page, data={"amount": "10", "left": "2500"}).status_code == status
    with pytest.raises(NotCorrectable, match="schon etwas zurückgezahlt"):
        correct_receipt(gift.id, actor=NOBODY)
    assert "War ein Irrtum" not in mine.get(HELP).text
    refund = db.session.scalar(select(Booking.id).where(Booking.kind == "refund"))
    back = f"{HELP}/buchungen/{refund}/zuruecknehmen"
    assert back in mine.get(f"{HELP}/buchungen").text
    assert [mine.post(back).status_code for _ in range(2)] == [303, 404]
    assert sums_of(shop.id).received == 25_00
    assert "Erstattung zurückgenommen" in mine.get(f"{HELP}/buchungen").text
    assert "War ein Irrtum" in mine.get(HELP).text


CENTS = st.integers(1, 30_00)
ACTS = st.lists(st.one_of(st.sampled_from(["confirm", "correct", "undo"]), CENTS), max_size=10)


@given(acts=ACTS)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_happens_never_more_goes_back_than_came(shop, acts):
    order = ordered(shop, 25_00, kind="gift")
    for act in acts:
        with suppress(NotRefundable, NotCorrectable):
            play(order.id, shop.id, act)
        back = paid_back(SupportOrder.id == order.id).get(order.id, 0)
        came = db.session.scalar(select(SupportOrder.state).where(SupportOrder.id == order.id)) == "received"
        assert left_of(order.id) + back == (25_00 if came else 0)
        assert left_of(order.id) >= 0 <= back


def play(order_id: int, shop_id: int, act) -> None:
    if act == "confirm":
        confirm_receipt(order_id, actor=NOBODY)
    elif act == "correct":
        correct_receipt(order_id, actor=NOBODY)
    elif act == "undo":
        last = select(Booking.id).where(Booking.order_id == order_id, Booking.kind == "refund")
        undo(db.session.scalar(last.order_by(Booking.id.desc())) or 0, shop_id, actor=NOBODY)
    else:
        give_back(order_id, act, left=left_of(order_id), actor=NOBODY)
