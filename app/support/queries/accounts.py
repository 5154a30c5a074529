"""Where a shop's money goes, now and soon."""

from sqlalchemy import select

from app.core import clock
from app.extensions import db
from app.support.models import BankAccount


def account_now(shop_id: int) -> BankAccount | None:
    return _newest(shop_id, BankAccount.active_from <= clock.now())


def account_coming(shop_id: int) -> BankAccount | None:
    """A change that still waits."""
    return _newest(shop_id, BankAccount.active_from > clock.now())


def _newest(shop_id: int, condition):  # type: ignore[no-untyped-def]
    query = select(BankAccount).where(BankAccount.shop_id == shop_id, BankAccount.withdrawn_at.is_(None), condition)
    return db.session.scalar(query.order_by(BankAccount.active_from.desc(), BankAccount.id.desc()).limit(1))
