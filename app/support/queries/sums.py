"""Sums over the books: the only place figures come from. Nothing counts before the shop has confirmed it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, select

from app.accounts.models import User
from app.extensions import db
from app.support.kinds import GIFT, MONEY, VOUCHER, WORTH
from app.support.models import Booking, SupportOrder


@dataclass(frozen=True)
class Sums:
    """In cents. received: what came in less what went back. gifts: the part without a voucher. owed: what vouchers are
    still good for. givers: orders whose money is still there."""

    received: int
    gifts: int
    owed: int
    givers: int


def sums_of(shop_id: int) -> Sums:
    query = select(Booking.book, SupportOrder.kind, func.sum(Booking.amount_cents)).join(SupportOrder)
    grouped = query.where(SupportOrder.shop_id == shop_id).group_by(Booking.book, SupportOrder.kind)
    found = {(book, kind): int(cents) for book, kind, cents in db.session.execute(grouped)}
    gifts = found.get((MONEY, "gift"), 0)
    return Sums(gifts + found.get((MONEY, "voucher"), 0), gifts, found.get((WORTH, "voucher"), 0), _givers(shop_id))


def _givers(shop_id: int) -> int:
    is_money = and_(Booking.order_id == SupportOrder.id, Booking.book == MONEY)
    query = select(SupportOrder.id).join(Booking, is_money).where(SupportOrder.shop_id == shop_id)
    paid = query.group_by(SupportOrder.id).having(func.sum(Booking.amount_cents) > 0).subquery()
    return db.session.scalar(select(func.count()).select_from(paid)) or 0


def owed_back(which: ColumnElement[bool]) -> dict[int, int]:
    """Cents by voucher's order that its book has given back (withdrawal, agreed return) and the money's not yet.

    which: of the orders.
    """
    query = select(Booking.order_id, func.sum(Booking.amount_cents * case((Booking.book == MONEY, 1), else_=-1)))
    mine = query.join(SupportOrder).where(which, SupportOrder.kind == VOUCHER)
    mine = mine.where(Booking.kind.in_(("withdrawal", "refund")))
    return {order_id: int(cents) for order_id, cents in db.session.execute(mine.group_by(Booking.order_id)) if cents}


def paid_back(which: ColumnElement[bool]) -> dict[int, int]:
    """Cents by gift's order that the shop has paid back. which: of the orders."""
    query = select(Booking.order_id, -func.sum(Booking.amount_cents)).join(SupportOrder)
    mine = query.where(which, SupportOrder.kind == GIFT, Booking.kind.in_(("refund", "reversal")))
    return {order_id: int(cents) for order_id, cents in db.session.execute(mine.group_by(Booking.order_id)) if cents}


def left_of(order_id: int) -> int:
    """Cents of an order's money that are still with the shop."""
    query = select(func.coalesce(func.sum(Booking.amount_cents), 0))
    return int(db.session.scalar(query.where(Booking.order_id == order_id, Booking.book == MONEY)) or 0)


def worth_of(order_id: int) -> int:
    """What a voucher is good for, added up from its bookings."""
    query = select(func.coalesce(func.sum(Booking.amount_cents), 0))
    return int(db.session.scalar(query.where(Booking.order_id == order_id, Booking.book == WORTH)) or 0)


def all_bookings(shop_id: int) -> Sequence[Any]:
    """Every line of a shop's books, oldest first, for the tax adviser."""
    query = (
        select(
            Booking.id,
            Booking.created_at,
            Booking.book,
            Booking.kind,
            Booking.amount_cents,
            Booking.by,
            Booking.corrects_id,
            SupportOrder.reference,
            SupportOrder.kind.label("order_kind"),
            SupportOrder.name,
            User.name.label("person"),
        )
        .join(SupportOrder, SupportOrder.id == Booking.order_id)
        .outerjoin(User, User.id == Booking.actor_id)
    )
    return db.session.execute(query.where(SupportOrder.shop_id == shop_id).order_by(Booking.id)).all()
