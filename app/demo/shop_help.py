"""How the invented shops are helped: accounts that no bank has, gifts, vouchers, some of them redeemed in part."""

import json
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

from pydantic import BaseModel
from sqlalchemy import delete, select

from app.accounts.models import Grant
from app.core import clock
from app.core.actors import Actor
from app.demo.records import FOLDER
from app.extensions import db
from app.shops.kinds import OWNER
from app.shops.models import Shop
from app.support.models import Booking, Proposal, SupportOrder, Voucher, VoucherReturn
from app.support.paying.codes import new_reference
from app.support.paying.iban import account_of
from app.support.queries.options import options_of
from app.support.services.accounts import set_account
from app.support.services.options import OptionText, save_option
from app.support.services.receipts import confirm_receipt
from app.support.services.vouchers import redeem


class DemoOrder(BaseModel):
    """kind: gift or voucher. is_paid: the shop has confirmed it. redeemed_cents: of a voucher."""

    kind: str
    cents: int
    days_ago: int = 3
    is_paid: bool = True
    redeemed_cents: int = 0
    name: str = ""
    wall_name: str = ""
    wall_text: str = ""
    wall_amount: bool = False
    wants_wall: bool = False


class DemoHelp(BaseModel):
    """iban: right by its check digits, of a bank that does not exist. options: kind, and the fields of OptionText."""

    holder: str
    iban: str
    options: list[tuple[str, OptionText]]
    orders: list[DemoOrder]


def listed(folder: Path = FOLDER) -> dict[str, DemoHelp]:
    """By the key of the shop."""
    text = json.loads((folder / "shop_help.json").read_bytes())
    return {key: DemoHelp.model_validate(one) for key, one in text.items()}


def load_help(shops: Mapping[str, int], helps: Mapping[str, DemoHelp]) -> int:
    """Write it for the shops (key → id); inside a transaction(). What is there stays. Returns the number of orders."""
    return sum(_load(db.session.get_one(Shop, shops[key]), one) for key, one in helps.items())


def _load(shop: Shop, one: DemoHelp) -> int:
    owner = db.session.scalar(select(Grant.user_id).where(Grant.role == OWNER, Grant.scope_id == shop.id))
    actor = Actor(id=owner)
    set_account(shop, one.holder, account_of(one.iban), actor=actor)
    known = {(option.kind, option.title) for option in options_of(shop.id)}
    for kind, text in one.options:
        if (kind, text.title) not in known:
            save_option(shop, kind, text, actor=actor)
    if db.session.scalar(select(SupportOrder.id).where(SupportOrder.shop_id == shop.id).limit(1)) is not None:
        return 0
    for order in one.orders:
        _order(shop, one, order, actor)
    return len(one.orders)


def _order(shop: Shop, one: DemoHelp, order: DemoOrder, actor: Actor) -> None:
    """Without mail addresses, so that nobody is written to."""
    row = SupportOrder(shop_id=shop.id, shop_name=shop.subject.title, kind=order.kind, reference=new_reference())
    row.amount_cents, row.holder, row.iban, row.is_demo = order.cents, one.holder, one.iban, True
    row.created_at, row.claimed_at = clock.now() - timedelta(days=order.days_ago), clock.now()
    for name in ("name", "wall_name", "wall_text", "wall_amount", "wants_wall"):
        setattr(row, name, getattr(order, name))
    db.session.add(row)
    db.session.flush()
    if order.is_paid:
        confirm_receipt(row.id, actor=actor)
    if order.redeemed_cents:
        redeem(row.id, order.redeemed_cents, key="demo", by="Tresen")


def remove_help() -> int:
    """Invented orders and their bookings; the rest goes with the shops. Inside a transaction()."""
    invented = select(SupportOrder.id).where(SupportOrder.is_demo)
    db.session.execute(delete(Booking).where(Booking.order_id.in_(invented)))
    db.session.execute(delete(VoucherReturn).where(VoucherReturn.order_id.in_(invented)))
    db.session.execute(delete(Voucher).where(Voucher.id.in_(invented)))
    db.session.execute(delete(Proposal).where(Proposal.order_id.in_(invented)))
    ids = list(db.session.scalars(invented))
    db.session.execute(delete(SupportOrder).where(SupportOrder.is_demo))
    return len(ids)
