"""A shop's bank account. A change waits a day, the old mail addresses hear of it, and open orders are called off."""

from datetime import timedelta
from typing import Any

from flask import current_app
from sqlalchemy import select

from app.core import audit, clock
from app.core.actors import Actor
from app.core.transaction import transaction
from app.extensions import db
from app.shops.models import Shop
from app.shops.people import owner_addresses
from app.support import links
from app.support.models import BankAccount, SupportOrder
from app.support.paying.iban import Account, masked
from app.support.queries.accounts import account_coming, account_now
from app.support.services.options import keep_helps

WAITS = timedelta(hours=24)
ACTIVATE = "support.account-active"


def set_account(shop: Shop, holder: str, account: Account, *, actor: Actor) -> BankAccount:
    """The first account counts at once; another one after WAITS. The caller has checked the password."""
    with transaction(shop) as tx:
        old, now = account_now(shop.id), clock.now()
        if old and (old.iban, old.holder) == (account.iban, holder):
            _withdraw_coming(shop.id)
            return old
        _withdraw_coming(shop.id)
        row = BankAccount(shop_id=shop.id, holder=holder, iban=account.iban, bic=account.bic, created_by_id=actor.id)
        row.active_from = now + WAITS if old else now
        db.session.add(row)
        db.session.flush()
        words = {"old": masked(old.iban) if old else "", "new": masked(account.iban)}
        audit.record("support.account", actor_id=actor.id, subject_id=shop.id, **words)
        if old is None:
            keep_helps(shop, tx, actor_id=actor.id)
            return row
        tx.job(ACTIVATE, {"account_id": row.id}, ukey=f"{ACTIVATE}:{row.id}", due_at=row.active_from)
        about = {"title": shop.subject.title, "page": _page(shop), "by": actor.name, "active_from": row.active_from}
        for address in owner_addresses(shop.id):
            tx.mail(address, "support/mail/account_changed", ukey=f"account:{row.id}:{address}", **words, **about)
    return row


def call_off_change(shop: Shop, *, actor: Actor) -> None:
    """Keep the present account after all."""
    with transaction(shop):
        if _withdraw_coming(shop.id):
            audit.record("support.account-kept", actor_id=actor.id, subject_id=shop.id)


def activate(payload: dict[str, Any]) -> None:
    """The day is over: orders that name another account are called off, so that no money goes there."""
    row = db.session.get(BankAccount, payload["account_id"])
    if row is None or row.withdrawn_at is not None:
        return
    shop = db.session.get_one(Shop, row.shop_id)
    with transaction(shop) as tx:
        query = select(SupportOrder).where(SupportOrder.shop_id == shop.id, SupportOrder.state == "open")
        for order in db.session.scalars(query.where(SupportOrder.iban != row.iban).with_for_update()).all():
            order.state, order.cancel_reason, order.cancelled_at = "cancelled", "account", clock.now()
            if order.email and (order.kind == "voucher" or order.email_confirmed_at):
                about = {"shop": order.shop_name, "link": links.address_of(order.public_id)}
                tx.mail(order.email, "support/mail/called_off", ukey=f"called-off:{order.id}", order=order, **about)


def _withdraw_coming(shop_id: int) -> bool:
    coming = account_coming(shop_id)
    if coming is not None:
        coming.withdrawn_at = clock.now()
        db.session.flush()
    return coming is not None


def _page(shop: Shop) -> str:
    return f"{current_app.config['SETTINGS'].base_url}{shop.subject.address}/hilfe/konto"
