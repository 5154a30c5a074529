"""Writing a line of the books. The only module that adds bookings; nothing changes or deletes one."""

from sqlalchemy import select

from app.core import clock
from app.core.actors import Actor
from app.extensions import db
from app.support.kinds import MONEY, WORTH
from app.support.models import Booking, SupportOrder, Voucher

MINUS = ("redemption", "withdrawal", "refund", "correction")


def book(
    order_id: int,
    kind: str,
    cents: int,
    *,
    ukey: str,
    actor: Actor | None = None,
    by: str = "",
    worth: bool = False,
    corrects_id: int | None = None,
) -> Booking:
    """Add a line to the running transaction. cents > 0, the kind gives the sign. worth: the voucher's book."""
    if cents <= 0:
        raise ValueError("a booking moves at least one cent")
    row = Booking(
        order_id=order_id,
        book=WORTH if worth else MONEY,
        kind=kind,
        amount_cents=-cents if kind in MINUS else cents,
        ukey=ukey,
        actor_id=actor.id if actor else None,
        by=by[:60],
        corrects_id=corrects_id,
        created_at=clock.now(),
    )
    db.session.add(row)
    db.session.flush()
    return row


def booked(ukey: str) -> Booking | None:
    """What the same act has booked before."""
    return db.session.scalar(select(Booking).where(Booking.ukey == ukey))


def locked_order(order_id: int) -> SupportOrder:
    """The order as it is now; others wait until this transaction ends."""
    query = select(SupportOrder).where(SupportOrder.id == order_id).with_for_update()
    return db.session.scalars(query.execution_options(populate_existing=True)).one()


def locked_voucher(order_id: int) -> Voucher | None:
    query = select(Voucher).where(Voucher.id == order_id).with_for_update()
    return db.session.scalars(query.execution_options(populate_existing=True)).one_or_none()
