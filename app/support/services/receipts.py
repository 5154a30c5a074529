"""What came in: confirmed by the shop, by hand or by its statement. Only from here on there is money in the books."""

from datetime import date

from sqlalchemy import func, select

from app.core import clock
from app.core.actors import Actor
from app.core.languages import N_
from app.core.transaction import Transaction, transaction
from app.extensions import db
from app.support import links
from app.support.kinds import GIFT, VOUCHER
from app.support.models import Booking, SupportOrder, Voucher
from app.support.paying.codes import new_voucher_code
from app.support.queries.sums import left_of
from app.support.services.books import book, locked_order

YEARS = 3


class NotCorrectable(Exception):
    """str() is a German sentence for the page."""


VOUCHERS_STAND = N_("Ein bezahlter Gutschein gilt; er lässt sich nicht einseitig zurücknehmen.")
PAID_BACK = N_("Davon ist schon etwas zurückgezahlt. Nehmen Sie unter „Buchungen“ erst das zurück.")


def confirm_receipt(
    order_id: int, *, actor: Actor | None, by: str = "", cents: int | None = None, line_key: str | None = None
) -> bool:
    """The money is there. cents: when another amount came for a gift. A voucher becomes valid. False: it was before."""
    with transaction() as tx:
        order = locked_order(order_id)
        if order.state == "received":
            return False
        order.amount_cents = cents if cents and order.kind == GIFT else order.amount_cents
        order.state, order.received_at, order.line_key = "received", clock.now(), line_key
        order.cancelled_at, order.cancel_reason = None, ""
        number = _count(order.id, "receipt") + 1
        book(order.id, "receipt", order.amount_cents, ukey=f"receipt:{order.id}:{number}", actor=actor, by=by)
        if order.kind == VOUCHER:
            _issue(tx, order, actor, by)
        else:
            thank(tx, order)
    return True


def correct_receipt(order_id: int, *, actor: Actor) -> bool:
    """The tick was a mistake: a counter booking, and the gift waits again. Raises NotCorrectable for vouchers, and for
    a gift of which something was paid back: then the money was there."""
    with transaction():
        order = locked_order(order_id)
        if order.kind != GIFT:
            raise NotCorrectable(VOUCHERS_STAND)
        query = select(Booking).where(Booking.order_id == order.id, Booking.kind == "receipt")
        receipt = db.session.scalar(query.order_by(Booking.id.desc()).limit(1))
        if order.state != "received" or receipt is None:
            return False
        if left_of(order.id) != receipt.amount_cents:
            raise NotCorrectable(PAID_BACK)
        ukey = f"correction:{receipt.id}"
        book(order.id, "correction", receipt.amount_cents, ukey=ukey, actor=actor, corrects_id=receipt.id)
        order.state, order.received_at = "open", None
    return True


def last_day(day: date) -> date:
    """A claim lapses three years after the end of the year in which it arose (§§ 195, 199 BGB)."""
    return date(day.year + YEARS, 12, 31)


def _issue(tx: Transaction, order: SupportOrder, actor: Actor | None, by: str) -> None:
    voucher = Voucher(id=order.id, code=_unused_code(), amount_cents=order.amount_cents, issued_at=clock.now())
    voucher.balance_cents, voucher.tax = order.amount_cents, order.tax
    voucher.valid_until = last_day(clock.today())
    db.session.add(voucher)
    db.session.flush()
    book(order.id, "issue", order.amount_cents, ukey=f"issue:{order.id}", actor=actor, by=by, worth=True)
    if order.email:
        about = {"order": order, "voucher": voucher, "link": links.address_of(order.public_id)}
        tx.mail(order.email, "support/mail/voucher_valid", ukey=f"valid:{order.id}", **about)


def thank(tx: Transaction, order: SupportOrder) -> None:
    """One thank-you, only to a confirmed address, and then the address goes."""
    if not (order.kind == GIFT and order.wants_thanks and order.email and order.email_confirmed_at):
        return
    about = {"order": order, "shop": order.shop_name, "link": links.address_of(order.public_id)}
    tx.mail(order.email, "support/mail/thanks", ukey=f"thanks:{order.id}", **about)
    order.email = ""


def _unused_code() -> str:
    while True:
        code = new_voucher_code()
        if db.session.scalar(select(Voucher.id).where(Voucher.code == code)) is None:
            return code


def _count(order_id: int, kind: str) -> int:
    query = select(func.count()).select_from(Booking).where(Booking.order_id == order_id, Booking.kind == kind)
    return db.session.scalar(query) or 0
