"""Ways to help a shop."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, select

from app.extensions import db
from app.shops.models import Shop
from app.support.kinds import DIRECT, VOUCHER
from app.support.models import SupportOption
from app.support.queries.accounts import account_now
from app.support.queries.shops import are_all_blocked, takes_help


def options_of(shop_id: int) -> Sequence[SupportOption]:
    """All of a shop's, also the paused ones, in the order the shop wants."""
    query = select(SupportOption).where(SupportOption.shop_id == shop_id)
    return db.session.scalars(_in_order(query)).all()


def _in_order(query: Select[Any]) -> Select[Any]:
    return query.order_by(SupportOption.place, SupportOption.id)


def open_options(shop: Shop) -> list[SupportOption]:
    """Those a visitor can use now: none while all its people are blocked; money needs a bank account."""
    if not takes_help(shop):
        return []
    query = select(SupportOption).where(SupportOption.shop_id == shop.id, SupportOption.is_on)
    shown = list(db.session.scalars(_in_order(query.where(~are_all_blocked(shop.id)))))
    if any(one.kind in (DIRECT, VOUCHER) for one in shown) and account_now(shop.id) is None:
        return [one for one in shown if one.kind not in (DIRECT, VOUCHER)]
    return shown


def open_option(shop: Shop, kind: str, number: int | None = None) -> SupportOption | None:
    """number: of one of several of a kind; without it the first."""
    alike = (one for one in open_options(shop) if one.kind == kind)
    return next((one for one in alike if number in (None, one.id)), None)


def find_option(shop_id: int, number: int) -> SupportOption | None:
    query = select(SupportOption).where(SupportOption.shop_id == shop_id, SupportOption.id == number)
    return db.session.scalar(query)
