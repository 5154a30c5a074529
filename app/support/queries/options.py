"""Ways to help a shop."""

from collections.abc import Sequence

from sqlalchemy import select

from app.extensions import db
from app.shops.models import Shop
from app.support.kinds import DIRECT, KINDS, VOUCHER
from app.support.models import SupportOption
from app.support.queries.accounts import account_now
from app.support.queries.shops import takes_help


def options_of(shop_id: int) -> Sequence[SupportOption]:
    """All of a shop's, also those switched off, in the order pages show them."""
    found = db.session.scalars(select(SupportOption).where(SupportOption.shop_id == shop_id)).all()
    order = list(KINDS)
    return sorted(found, key=lambda one: order.index(one.kind))


def open_options(shop: Shop) -> list[SupportOption]:
    """Those a visitor can use now: money needs a bank account."""
    if not takes_help(shop):
        return []
    shown = [one for one in options_of(shop.id) if one.is_on]
    if any(one.kind in (DIRECT, VOUCHER) for one in shown) and account_now(shop.id) is None:
        return [one for one in shown if one.kind not in (DIRECT, VOUCHER)]
    return shown


def open_option(shop: Shop, kind: str) -> SupportOption | None:
    return next((one for one in open_options(shop) if one.kind == kind), None)


def find_option(shop_id: int, kind: str) -> SupportOption | None:
    query = select(SupportOption).where(SupportOption.shop_id == shop_id, SupportOption.kind == kind)
    return db.session.scalar(query)
