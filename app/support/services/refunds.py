"""A gift that goes back, whole or in part: the shop has paid it back and notes it, never more than is left of it."""

from sqlalchemy import func, select

from app.core import audit
from app.core.actors import Actor
from app.core.languages import _
from app.core.transaction import transaction
from app.extensions import db
from app.support.kinds import GIFT, MONEY
from app.support.models import Booking, SupportOrder
from app.support.queries.sums import left_of
from app.support.services.books import book, booked, locked_order
from app.support.words import money


class NotRefundable(Exception):
    """str() is a German sentence for the field."""


def give_back(order_id: int, cents: int, *, left: int, actor: Actor) -> None:
    """The shop has paid cents of a gift back. left: what was still there as she saw it; with another number nothing is
    booked, so that a second press, or a second person, books nothing twice. Raises NotRefundable.
    """
    with transaction():
        order = locked_order(order_id)
        there = left_of(order_id) if order.kind == GIFT else 0
        if there != left:
            raise NotRefundable(
                _("Inzwischen wurde etwas anderes gebucht: Jetzt sind noch %(left)s da.", left=money(there))
            )
        if not 0 < cents <= there:
            raise NotRefundable(_("So viel ist nicht mehr da: höchstens %(left)s.", left=money(there)))
        book(order_id, "refund", cents, ukey=f"refund:{order_id}:{_refunds(order_id) + 1}", actor=actor)
        audit.record("support.gift_refunded", actor_id=actor.id, subject_id=order.shop_id, cents=cents)


def undo(booking_id: int, shop_id: int, *, actor: Actor) -> bool:
    """The note was a mistake: a counter booking. Once; False for what is no refund of a gift to this shop."""
    with transaction():
        row = db.session.get(Booking, booking_id)
        order = db.session.get(SupportOrder, row.order_id) if row else None
        if row is None or order is None or not is_refund_of_gift(row.book, row.kind, order.kind):
            return False
        if order.shop_id != shop_id:
            return False
        locked_order(order.id)
        ukey = f"reversal:{row.id}"
        if booked(ukey):
            return False
        cents = -row.amount_cents
        book(order.id, "reversal", cents, ukey=ukey, actor=actor, corrects_id=row.id)
        audit.record("support.gift_refund_undone", actor_id=actor.id, subject_id=shop_id, cents=cents)
    return True


def is_refund_of_gift(book_name: str, kind: str, order_kind: str) -> bool:
    return (book_name, kind, order_kind) == (MONEY, "refund", GIFT)


def _refunds(order_id: int) -> int:
    query = select(func.count()).where(Booking.order_id == order_id, Booking.kind == "refund", Booking.book == MONEY)
    return db.session.scalar(query) or 0
