"""Where a shop's money goes, now and soon.

An account counts only for those who entered it: when a shop is claimed anew, what its former people entered is void.
While all people of a shop are blocked no money is sent to it.
"""

from sqlalchemy import select

from app.core import clock
from app.extensions import db
from app.shops.models import Shop
from app.support.models import BankAccount
from app.support.queries.shops import are_all_blocked


def account_now(shop_id: int) -> BankAccount | None:
    return _newest(shop_id, BankAccount.active_from <= clock.now())


def account_coming(shop_id: int) -> BankAccount | None:
    """A change that still waits."""
    return _newest(shop_id, BankAccount.active_from > clock.now())


def own_accounts(query, shop_id: int):  # type: ignore[no-untyped-def]
    """Narrow a select over BankAccount to those of the shop's present people, also earlier ones."""
    joined = query.join(Shop, Shop.id == BankAccount.shop_id).where(BankAccount.shop_id == shop_id)
    return joined.where(BankAccount.withdrawn_at.is_(None), BankAccount.created_at >= Shop.claimed_at)


def _newest(shop_id: int, condition):  # type: ignore[no-untyped-def]
    query = own_accounts(select(BankAccount), shop_id).where(condition, ~are_all_blocked(shop_id))
    return db.session.scalar(query.order_by(BankAccount.active_from.desc(), BankAccount.id.desc()).limit(1))
