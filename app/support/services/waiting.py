"""What happens by the clock: a reminder after two days, and forgetting what was never paid."""

from datetime import timedelta
from typing import Any

from flask import current_app
from sqlalchemy import or_, select, update

from app.core import clock
from app.core.database import affected
from app.core.subjects import Subject
from app.core.transaction import Transaction, transaction
from app.extensions import db
from app.shops.people import owner_addresses
from app.support import links
from app.support.models import BankAccount, SupportOrder
from app.support.queries.shops import is_halted
from app.support.queries.sums import paid_back

REMIND = "support.remind"
REMINDED_AFTER = timedelta(days=2)
LAPSES_AFTER = timedelta(days=60)
FORGOTTEN_AFTER = timedelta(days=90)
NOBODY = {"name": "", "email": "", "wall_name": "", "wall_text": "", "wants_wall": False, "wants_thanks": False}


def remind(payload: dict[str, Any]) -> None:
    """Both sides of a voucher that waits for two days hear whom to ask; the shop only when it was said to be paid."""
    order = db.session.get(SupportOrder, payload["order_id"])
    if order is None or order.state != "open" or order.shop_id is None or is_halted(order.shop_id):
        return
    subject = db.session.get_one(Subject, order.shop_id)
    base = current_app.config["SETTINGS"].base_url + subject.address
    with transaction(raises_cache=False) as tx:
        about = {"order": order, "shop": order.shop_name, "page": base}
        if order.email:
            link = links.address_of(order.public_id)
            tx.mail(order.email, "support/mail/still_waiting", ukey=f"waiting:{order.id}", link=link, **about)
        if order.claimed_at:
            _tell_shop(tx, order, {**about, "link": f"{base}/hilfe"})


def _tell_shop(tx: Transaction, order: SupportOrder, about: dict[str, Any]) -> None:
    for address in owner_addresses(order.shop_id or 0):
        tx.mail(address, "support/mail/please_look", ukey=f"look:{order.id}:{address}", **about)


def forget() -> None:
    """Once a day: what was never paid lapses; of what was called off nobody's name stays."""
    now = clock.now()
    with transaction(raises_cache=False):
        old = SupportOrder.state == "open", SupportOrder.created_at < now - LAPSES_AFTER
        lapsed = {"state": "cancelled", "cancel_reason": "lapsed", "cancelled_at": now}
        db.session.execute(update(SupportOrder).where(*old).values(lapsed))
        gone = SupportOrder.state == "cancelled", SupportOrder.cancelled_at < now - FORGOTTEN_AFTER
        named = or_(SupportOrder.name != "", SupportOrder.email != "", SupportOrder.wants_wall.is_(True))
        db.session.execute(update(SupportOrder).where(*gone, named).values(NOBODY))


def forget_person(event: Any) -> None:
    """Somebody has left: the orders stay as books need them, without the name. The paper with the code stays valid."""
    with transaction():
        mine = update(SupportOrder).where(SupportOrder.user_id == event.person_id)
        affected(db.session.execute(mine.values(user_id=None, **NOBODY)))


def export_accounts(user_id: int) -> list[dict[str, Any]]:
    """Bank accounts the person has entered for a shop, for "Meine Daten"."""
    query = select(BankAccount, Subject.title).join(Subject, Subject.id == BankAccount.shop_id)
    rows = db.session.execute(query.where(BankAccount.created_by_id == user_id).order_by(BankAccount.id))
    return [
        {"laden": title, "inhaber": row.holder, "iban": row.iban, "eingetragen": row.created_at.isoformat()}
        for row, title in rows
    ]


def export(user_id: int) -> list[dict[str, Any]]:
    """What we know of a person's orders, for "Meine Daten"."""
    mine = SupportOrder.user_id == user_id
    rows, back = db.session.scalars(select(SupportOrder).where(mine).order_by(SupportOrder.id)), paid_back(mine)
    return [
        {
            "laden": row.shop_name,
            "art": row.kind,
            "betrag_cent": row.amount_cents,
            "davon_zurueckgezahlt_cent": back.get(row.id, 0),
            "verwendungszweck": row.reference,
            "stand": row.state,
            "name": row.name,
            "e_mail": row.email,
            "vom": row.created_at.isoformat(),
        }
        for row in rows
    ]
