"""Redeeming a voucher, giving it back, and refunding it: each a line of the books under the voucher's lock."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import current_app
from sqlalchemy import func, select, update

from app.core import clock
from app.core.actors import Actor
from app.core.languages import N_
from app.core.limits import Limit, hit, within
from app.core.subjects import Subject
from app.core.transaction import Transaction, transaction
from app.extensions import db
from app.shops.people import owner_addresses
from app.support import links
from app.support.kinds import MONEY, VOUCHER
from app.support.models import Booking, SupportOrder, Voucher, VoucherReturn
from app.support.paying.codes import VOUCHER_SIGNS, bare, is_whole
from app.support.queries import sums as queries
from app.support.services.books import book, booked, locked_order, locked_voucher

WITHDRAWN_WITHIN = timedelta(days=14)
WRONG_CODES = Limit("voucher.wrong", 30, 3_600)


class NotRedeemable(Exception):
    """str() is a German sentence for the till."""


UNKNOWN = N_("Diesen Code gibt es in diesem Laden nicht. Bitte vergleichen Sie ihn Zeichen für Zeichen.")
TOO_MANY = N_("Das waren zu viele falsche Codes. Bitte warten Sie eine Stunde.")


@dataclass(frozen=True)
class Redemption:
    """cents: what was redeemed now. balance_cents: what is left. was_new: False when the same act had happened."""

    cents: int
    balance_cents: int
    was_new: bool


def find_by_code(shop_id: int, typed: str, *, who: str) -> Voucher:
    """A voucher of this shop. The answer is the same for unknown codes and for those of other shops.

    who: the till, whose wrong codes are counted. Raises NotRedeemable.
    """
    if not within(WRONG_CODES, who):
        raise NotRedeemable(TOO_MANY)
    code = bare(typed)[: VOUCHER_SIGNS + 1]
    query = select(Voucher).join(SupportOrder, SupportOrder.id == Voucher.id)
    found = db.session.scalar(query.where(Voucher.code == code, SupportOrder.shop_id == shop_id))
    if not is_whole(code) or found is None:
        hit(WRONG_CODES, who)
        raise NotRedeemable(UNKNOWN)
    return found


def find_unpaid(shop_id: int, typed: str, *, who: str) -> SupportOrder:
    """An order for a voucher of this shop that waits for its money, by its reference; else as find_by_code().

    Raises NotRedeemable.
    """
    if not within(WRONG_CODES, who):
        raise NotRedeemable(TOO_MANY)
    query = select(SupportOrder).where(SupportOrder.reference == bare(typed), SupportOrder.shop_id == shop_id)
    found = db.session.scalar(query.where(SupportOrder.kind == VOUCHER, SupportOrder.state == "open"))
    if found is None:
        hit(WRONG_CODES, who)
        raise NotRedeemable(UNKNOWN)
    return found


def redeem(voucher_id: int, cents: int, *, key: str, by: str = "", actor: Actor | None = None) -> Redemption:
    """Take cents off. key: of this act; the same key again books nothing and answers alike. Raises NotRedeemable."""
    ukey = f"redeem:{voucher_id}:{key[:40]}"
    with transaction(raises_cache=False):
        voucher = locked_voucher(voucher_id)
        if voucher is None:
            raise NotRedeemable(UNKNOWN)
        before = booked(ukey)
        if before is not None:
            return Redemption(-before.amount_cents, voucher.balance_cents, was_new=False)
        _check(voucher, cents)
        voucher.balance_cents -= cents
        book(voucher.id, "redemption", cents, ukey=ukey, by=by, actor=actor, worth=True)
        return Redemption(cents, voucher.balance_cents, was_new=True)


def _check(voucher: Voucher, cents: int) -> None:
    if why := objection(voucher):
        raise NotRedeemable(why)
    if not 0 < cents <= voucher.balance_cents:
        raise NotRedeemable(
            N_("So viel ist der Gutschein nicht mehr wert. Bitte sehen Sie sich den Rest noch einmal an.")
        )


def objection(voucher: Voucher) -> str:
    """Why nothing can be taken off it just now; empty when something can. The last valid day still counts."""
    if voucher.withdrawn_at:
        return N_("Dieser Kauf wurde widerrufen. Der Gutschein gilt nicht mehr.")
    if voucher.balance_cents == 0:
        return N_("Dieser Gutschein ist schon ganz eingelöst.")
    return N_("Dieser Gutschein ist abgelaufen.") if voucher.valid_until < clock.today() else ""


def reverse(booking_id: int, shop_id: int, *, actor: Actor) -> bool:
    """A slip at the till is set right by a counter booking in the customer's favour. Once; not after a withdrawal."""
    with transaction(raises_cache=False):
        row = db.session.get(Booking, booking_id)
        order = db.session.get(SupportOrder, row.order_id) if row else None
        if row is None or order is None or order.shop_id != shop_id or row.kind != "redemption":
            return False
        voucher = locked_voucher(order.id)
        ukey = f"reversal:{row.id}"
        if voucher is None or voucher.withdrawn_at or booked(ukey):
            return False
        voucher.balance_cents -= row.amount_cents
        book(order.id, "reversal", -row.amount_cents, ukey=ukey, actor=actor, worth=True, corrects_id=row.id)
    return True


def may_withdraw(order: SupportOrder, voucher: Voucher | None) -> bool:
    """Two weeks long from the day it became valid, which is never shorter than the law asks; a spent one is used up."""
    if order.kind != VOUCHER or order.state == "cancelled":
        return False
    if voucher is None:
        return order.state == "open"
    recent = clock.now() <= (order.received_at or order.created_at) + WITHDRAWN_WITHIN
    return recent and voucher.withdrawn_at is None and voucher.balance_cents > 0


def withdraw(order_id: int, *, name: str, email: str) -> bool:
    """The buyer withdraws from the contract. What is left of the voucher goes, and the shop owes the money back."""
    with transaction(raises_cache=False) as tx:
        order = locked_order(order_id)
        voucher = locked_voucher(order_id)
        if not may_withdraw(order, voucher):
            return False
        now, cents = clock.now(), 0
        wishes = update(VoucherReturn).where(VoucherReturn.order_id == order_id, VoucherReturn.state == "open")
        db.session.execute(wishes.values(state="ended", decided_at=now))
        if voucher is None:
            order.state, order.cancel_reason, order.cancelled_at = "cancelled", "withdrawal", now
        else:
            cents, voucher.balance_cents, voucher.withdrawn_at = voucher.balance_cents, 0, now
            book(order.id, "withdrawal", cents, ukey=f"withdrawal:{order.id}", worth=True)
        _tell(tx, order, {"name": name, "email": email, "at": now, "cents": cents})
    return True


def _tell(tx: Transaction, order: SupportOrder, about: dict[str, str | int | datetime]) -> None:
    values = {**about, "order": order, "shop": order.shop_name}
    ukey, link = f"withdrawn:{order.id}", links.address_of(order.public_id)
    tx.mail(str(about["email"]), "support/mail/withdrawn", ukey=ukey, link=link, **values)
    if order.shop_id is None:
        return
    subject = db.session.get_one(Subject, order.shop_id)
    page = f"{current_app.config['SETTINGS'].base_url}{subject.address}/hilfe"
    for address in owner_addresses(order.shop_id):
        tx.mail(address, "support/mail/withdrawal_for_shop", ukey=f"{ukey}:{address}", link=page, **values)


def owed_back(order_id: int) -> int:
    """Cents that were withdrawn, or returned by agreement, and not sent back yet."""
    return queries.owed_back(SupportOrder.id == order_id).get(order_id, 0)


def refund(order_id: int, *, actor: Actor) -> int:
    """The shop says that it has sent the money back. Returns the cents; 0 when nothing was owed."""
    with transaction():
        locked_order(order_id)
        cents = owed_back(order_id)
        if cents > 0:
            sent = select(func.count()).where(Booking.order_id == order_id, Booking.kind == "refund")
            number = db.session.scalar(sent.where(Booking.book == MONEY)) or 0
            book(order_id, "refund", cents, ukey=f"refund:{order_id}:{number + 1}", actor=actor)
    return cents
