"""Vouchers that one side wishes to return."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from app.extensions import db
from app.support.models import SupportOrder, VoucherReturn


def open_return(order_id: int) -> VoucherReturn | None:
    """The one wish that waits for an answer."""
    query = select(VoucherReturn).where(VoucherReturn.order_id == order_id, VoucherReturn.state == "open")
    return db.session.scalar(query.order_by(VoucherReturn.id.desc()).limit(1))


def asked_of_shop(shop_id: int) -> Sequence[Any]:
    """(return, order) that buyers wish for and the shop has not answered."""
    query = select(VoucherReturn, SupportOrder).join(SupportOrder, SupportOrder.id == VoucherReturn.order_id)
    open_ones = query.where(SupportOrder.shop_id == shop_id, VoucherReturn.state == "open")
    return db.session.execute(open_ones.where(VoucherReturn.asked_by == "buyer").order_by(VoucherReturn.id)).all()
