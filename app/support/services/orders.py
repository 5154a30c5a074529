"""Placing an order: somebody means to give, or to buy a voucher. No money moves here, and nothing is booked."""

from dataclasses import dataclass
from datetime import timedelta

from flask import current_app
from sqlalchemy import select

from app.core import clock
from app.core.actors import Actor
from app.core.addresses import fold_address
from app.core.limits import Limit, require
from app.core.tokens import OneTimeToken, issue, use
from app.core.transaction import Transaction, transaction
from app.extensions import db
from app.shops.models import Shop
from app.shops.people import owner_addresses
from app.support import links
from app.support.kinds import DIRECT, GIFT, VOUCHER
from app.support.models import SupportOrder
from app.support.paying.codes import new_reference
from app.support.queries.accounts import account_now
from app.support.queries.options import open_option
from app.support.queries.orders import claimable_orders
from app.support.services.books import locked_order
from app.support.services.receipts import thank
from app.support.services.waiting import REMIND, REMINDED_AFTER

PURPOSE = "support_giver"
LASTS = timedelta(days=14)

PER_NETWORK = Limit("support.network", 60, 3_600)
PER_ADDRESS = Limit("support.address", 10, 3_600)


class NotOffered(Exception):
    """The shop does not take this just now."""


@dataclass(frozen=True)
class Wish:
    """What the giver typed. email: "" when none. wall_amount: show the amount on the wall, off by default."""

    amount_cents: int
    name: str = ""
    email: str = ""
    wants_thanks: bool = False
    wants_wall: bool = False
    wall_name: str = ""
    wall_text: str = ""
    wall_amount: bool = False


def place(shop: Shop, kind: str, wish: Wish, *, actor: Actor, network: str, number: int | None = None) -> SupportOrder:
    """kind: GIFT or VOUCHER. number: of the way to help, the first of its kind when None. Raises NotOffered; answers
    429 when one network or address asks too often."""
    require(PER_NETWORK, network)
    if wish.email:
        require(PER_ADDRESS, fold_address(wish.email))
    with transaction(raises_cache=False) as tx:
        option = open_option(shop, DIRECT if kind == GIFT else VOUCHER, number)
        account = account_now(shop.id)
        if option is None or account is None:
            raise NotOffered
        if kind == VOUCHER and not option.least_cents <= wish.amount_cents <= option.most_cents:
            raise NotOffered
        order = SupportOrder(shop_id=shop.id, shop_name=shop.subject.title, kind=kind, reference=_unused_reference())
        order.holder, order.iban, order.bic = account.holder, account.iban, account.bic
        order.title, order.tax = option.title, option.tax
        for name in Wish.__dataclass_fields__:
            setattr(order, name, getattr(wish, name))
        order.user_id, order.is_demo = actor.id, shop.subject.origin == "demo"
        db.session.add(order)
        db.session.flush()
        _write(tx, shop, order)
    return order


def _write(tx: Transaction, shop: Shop, order: SupportOrder) -> None:
    """To the buyer what was ordered; to a giver the question whether the address is hers; to the shop a note."""
    about = {"order": order, "shop": order.shop_name, "link": links.address_of(order.public_id)}
    base = current_app.config["SETTINGS"].base_url
    if order.kind == VOUCHER:
        tx.mail(order.email, "support/mail/voucher_ordered", ukey=f"ordered:{order.id}", **about)
        due_at = order.created_at + REMINDED_AFTER
        tx.job(REMIND, {"order_id": order.id}, ukey=f"{REMIND}:{order.id}", due_at=due_at)
    elif order.email:
        _, link, _ = issue(PURPOSE, lasts=LASTS, payload={"order": order.id})
        confirm = f"{base}/unterstuetzung/bestaetigen/{link}"
        tx.mail(order.email, "support/mail/confirm", ukey=f"confirm:{order.id}", **{**about, "link": confirm})
    for address in owner_addresses(shop.id):
        page = f"{base}{shop.subject.address}/hilfe"
        tx.mail(address, "support/mail/new_order", ukey=f"new-order:{order.id}:{address}", **{**about, "link": page})


def confirm_address(token: OneTimeToken) -> SupportOrder | None:
    """The mail address is the giver's; when the money was there before, the thank-you goes out now. None: used."""
    with transaction(raises_cache=False) as tx:
        order = locked_order(token.payload["order"])
        if not use(token):
            return None
        order.email_confirmed_at = clock.now()
        if order.state == "received":
            thank(tx, order)
    return order


def claim_paid(order: SupportOrder) -> None:
    """ "bezahlt laut Ihnen": the shop sees it first in its list, nothing else follows from it."""
    with transaction(raises_cache=False):
        row = locked_order(order.id)
        if row.state == "open" and row.claimed_at is None:
            row.claimed_at = clock.now()


def call_off(order: SupportOrder) -> bool:
    """The giver thinks better of it before anything was confirmed."""
    with transaction(raises_cache=False):
        row = locked_order(order.id)
        if row.state != "open":
            return False
        row.state, row.cancel_reason, row.cancelled_at = "cancelled", "giver", clock.now()
    return True


def take_into_account(person: Actor) -> int:
    """What was ordered earlier with the address that the person has confirmed is now hers. Returns how many."""
    with transaction(raises_cache=False):
        found = claimable_orders(person)
        for order in found:
            order.user_id = person.id
    return len(found)


def call_off_by_shop(order: SupportOrder) -> bool:
    """The shop can't take it, and nobody has said that it is paid. False: too late for that."""
    with transaction(raises_cache=False) as tx:
        row = locked_order(order.id)
        if row.state != "open" or row.claimed_at is not None:
            return False
        row.state, row.cancel_reason, row.cancelled_at = "cancelled", "refused", clock.now()
        if row.email and (row.kind == VOUCHER or row.email_confirmed_at):
            about = {"shop": row.shop_name, "link": links.address_of(row.public_id)}
            tx.mail(row.email, "support/mail/called_off", ukey=f"called-off:{row.id}", order=row, **about)
    return True


def leave_wall(order: SupportOrder) -> None:
    """Name, words and amount go from the shop's page."""
    with transaction():
        row = locked_order(order.id)
        row.wants_wall, row.wall_name, row.wall_text, row.wall_amount = False, "", "", False


def _unused_reference() -> str:
    while True:
        reference = new_reference()
        if db.session.scalar(select(SupportOrder.id).where(SupportOrder.reference == reference)) is None:
            return reference
