"""Orders, as their giver and as the shop sees them."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select

from app.accounts.models import User
from app.core.actors import Actor
from app.extensions import db
from app.support.models import Booking, Proposal, SupportOrder, Voucher

MOST_SHOWN = 200


def find_order(public_id: str) -> SupportOrder | None:
    return db.session.scalar(select(SupportOrder).where(SupportOrder.public_id == public_id))


def find_by_reference(reference: str) -> SupportOrder | None:
    """reference: without hyphens."""
    return db.session.scalar(select(SupportOrder).where(SupportOrder.reference == reference))


def find_voucher(order_id: int) -> Voucher | None:
    return db.session.get(Voucher, order_id)


def waiting_orders(shop_id: int) -> Sequence[SupportOrder]:
    """What may still come in, those said to be paid first; cancelled ones of late too, money may be under way."""
    waiting = SupportOrder.state == "open"
    query = select(SupportOrder).where(SupportOrder.shop_id == shop_id, waiting)
    ordered = query.order_by(SupportOrder.claimed_at.is_(None), SupportOrder.created_at, SupportOrder.id)
    return db.session.scalars(ordered.limit(MOST_SHOWN)).all()


def ended_orders(shop_id: int) -> Sequence[Any]:
    """(order, voucher or None) of what was received or cancelled, newest first."""
    query = select(SupportOrder, Voucher).outerjoin(Voucher, Voucher.id == SupportOrder.id)
    ended = query.where(SupportOrder.shop_id == shop_id, SupportOrder.state != "open")
    return db.session.execute(ended.order_by(SupportOrder.id.desc()).limit(MOST_SHOWN)).all()


def orders_of_person(person: Actor) -> Sequence[Any]:
    """(order, voucher or None) that a member placed while signed in, newest first."""
    query = select(SupportOrder, Voucher).outerjoin(Voucher, Voucher.id == SupportOrder.id)
    mine = query.where(SupportOrder.user_id == person.id).order_by(SupportOrder.id.desc())
    return db.session.execute(mine.limit(MOST_SHOWN)).all()


def claimable_orders(person: Actor) -> Sequence[SupportOrder]:
    """Vouchers ordered without account, with the address that this person has confirmed as hers; newest first."""
    user = db.session.get(User, person.id) if person.id else None
    if user is None or user.confirmed_at is None or not user.email_folded:
        return []
    free = select(SupportOrder).where(SupportOrder.user_id.is_(None), SupportOrder.kind == "voucher")
    mine = free.where(func.lower(SupportOrder.email) == user.email_folded)
    return db.session.scalars(mine.order_by(SupportOrder.id.desc()).limit(MOST_SHOWN)).all()


def open_proposals(shop_id: int) -> Sequence[Any]:
    """(proposal, order)."""
    query = select(Proposal, SupportOrder).join(SupportOrder, SupportOrder.id == Proposal.order_id)
    return db.session.execute(
        query.where(Proposal.shop_id == shop_id, Proposal.done_at.is_(None)).order_by(Proposal.id)
    ).all()


def bookings_of(order_id: int) -> Sequence[Booking]:
    return db.session.scalars(select(Booking).where(Booking.order_id == order_id).order_by(Booking.id)).all()
