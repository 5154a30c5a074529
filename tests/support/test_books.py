"""The books only grow: the database itself refuses anything else, on SQLite and on PostgreSQL."""

import ast
from pathlib import Path

import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.exc import DatabaseError

from app.core.transaction import transaction
from app.extensions import db
from app.support.models import Booking, SupportOrder
from app.support.services.books import book
from app.support.services.receipts import confirm_receipt
from tests.factories.support import NOBODY, ordered


def test_a_booking_is_never_changed_and_never_deleted(shop):
    order = ordered(shop)
    confirm_receipt(order.id, actor=NOBODY)
    before = [(one.id, one.amount_cents) for one in db.session.scalars(select(Booking).order_by(Booking.id))]
    for wrong in (update(Booking).values(amount_cents=1), delete(Booking), delete(SupportOrder)):
        with pytest.raises(DatabaseError), transaction():
            db.session.execute(wrong)
    after = [(one.id, one.amount_cents) for one in db.session.scalars(select(Booking).order_by(Booking.id))]
    assert before == after
    assert [cents for _, cents in after] == [2500, 2500]


def test_only_invented_bookings_go_with_the_demo(shop):
    order = ordered(shop)
    confirm_receipt(order.id, actor=NOBODY)
    with transaction():
        order.is_demo = True
        db.session.flush()
        db.session.execute(delete(Booking))
    assert db.session.scalar(select(Booking)) is None


@pytest.mark.parametrize(("kind", "cents"), [("receipt", -1), ("refund", 1), ("gift", 1), ("receipt", 0)])
def test_a_booking_has_the_sign_of_its_kind(shop, kind, cents):
    order = ordered(shop)
    with pytest.raises(DatabaseError), transaction():
        db.session.add(Booking(order_id=order.id, book="money", kind=kind, amount_cents=cents, ukey="x"))
        db.session.flush()


def test_the_same_act_is_booked_once(shop):
    order = ordered(shop)
    with pytest.raises(DatabaseError), transaction():
        book(order.id, "receipt", 1, ukey="same")
        book(order.id, "receipt", 1, ukey="same")


def test_one_module_writes_bookings():
    folder = Path(__file__).parents[2] / "app/support"
    calls = {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Booking"
    }
    assert calls == {"services/books.py"}
