"""After payment nobody takes a voucher back alone: one side asks, the other agrees, and then it is booked.

The worth goes at once (`refund` in the voucher's book); the money when the shop says that it has sent it back.
"""

from typing import Any

from flask import current_app
from sqlalchemy import select

from app.core import clock
from app.core.actors import Actor
from app.core.languages import N_
from app.core.subjects import Subject
from app.core.transaction import Transaction, transaction
from app.extensions import db
from app.shops.people import owner_addresses
from app.support import links
from app.support.models import SupportOrder, Voucher, VoucherReturn
from app.support.queries.returns import open_return
from app.support.services.books import book, locked_order, locked_voucher

BUYER, SHOP = "buyer", "shop"
GONE = N_("Der Gutschein ist nicht mehr so viel wert. Bitte sehen Sie sich den Rest noch einmal an.")
WAITS = N_("Ein Vorschlag wartet schon auf Antwort.")


class NotReturnable(Exception):
    """str() is a German sentence for the page."""


def ask(order_id: int, cents: int, *, by: str) -> VoucherReturn:
    """by: BUYER or SHOP wishes that cents of a voucher go back. Books nothing. Raises NotReturnable."""
    with transaction(raises_cache=False) as tx:
        order, voucher = locked_order(order_id), locked_voucher(order_id)
        if open_return(order_id) is not None:
            raise NotReturnable(WAITS)
        _check(voucher, cents)
        row = VoucherReturn(order_id=order_id, amount_cents=cents, asked_by=by)
        db.session.add(row)
        db.session.flush()
        _tell(tx, order, row, "asked", to=SHOP if by == BUYER else BUYER)
    return row


def agree(return_id: int, *, by: str, actor: Actor | None = None) -> None:
    """The other side says yes: the worth goes from the voucher, and the shop owes the money. Raises NotReturnable."""
    with transaction() as tx:
        order, row = _locked(return_id)
        voucher = locked_voucher(order.id)
        if row.state != "open" or row.asked_by == by:
            raise NotReturnable(N_("Das ist schon entschieden."))
        _check(voucher, row.amount_cents)
        voucher.balance_cents -= row.amount_cents  # type: ignore[union-attr]
        ukey = f"return:{row.id}"
        book(order.id, "refund", row.amount_cents, ukey=ukey, actor=actor, by=_consents(row), worth=True)
        row.state, row.decided_at = "agreed", clock.now()
        for side in (BUYER, SHOP):
            _tell(tx, order, row, "agreed", to=side)


def end(return_id: int, *, by: str) -> bool:
    """Either side says no, or thinks better of it. False: it was decided before."""
    with transaction(raises_cache=False) as tx:
        order, row = _locked(return_id)
        if row.state != "open":
            return False
        row.state, row.decided_at = "ended", clock.now()
        if row.asked_by != by:
            _tell(tx, order, row, "declined", to=row.asked_by)
    return True


def _consents(row: VoucherReturn) -> str:
    return "Laden und Käufer" if row.asked_by == SHOP else "Käufer und Laden"


def _locked(return_id: int) -> tuple[SupportOrder, VoucherReturn]:
    """Under the order's lock, and as they are now."""
    order = locked_order(db.session.get_one(VoucherReturn, return_id).order_id)
    again = select(VoucherReturn).where(VoucherReturn.id == return_id)
    return order, db.session.scalars(again.execution_options(populate_existing=True)).one()


def _check(voucher: Voucher | None, cents: int) -> None:
    if voucher is None or voucher.withdrawn_at is not None or not 0 < cents <= voucher.balance_cents:
        raise NotReturnable(GONE)


def _tell(tx: Transaction, order: SupportOrder, row: VoucherReturn, step: str, *, to: str) -> None:
    """step: asked, agreed or declined."""
    about: dict[str, Any] = {"order": order, "shop": order.shop_name, "cents": row.amount_cents, "step": step}
    about |= {"for_shop": to == SHOP, "at": clock.now()}
    for address, link in _addresses(order, to):
        tx.mail(address, "support/mail/giving_back", ukey=f"return:{row.id}:{step}:{address}", link=link, **about)


def _addresses(order: SupportOrder, to: str) -> list[tuple[str, str]]:
    """(address, link to the page where that side answers)."""
    if to == BUYER:
        return [(order.email, f"{links.address_of(order.public_id)}/rueckgabe")] if order.email else []
    if order.shop_id is None:
        return []
    subject = db.session.get_one(Subject, order.shop_id)
    page = f"{current_app.config['SETTINGS'].base_url}{subject.address}/hilfe/eingaenge/{order.public_id}/rueckgabe"
    return [(address, page) for address in owner_addresses(order.shop_id)]
