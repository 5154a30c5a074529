"""A statement that the shop sends: what it pays is confirmed, what is unclear is proposed, the rest is forgotten.

The file lives in the memory of this one request. Of its lines only a keyed hash, amount and day are kept, and only of
those that name an order of ours.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import current_app
from sqlalchemy import select

from app.core import audit, clock
from app.core.actors import Actor
from app.core.languages import N_
from app.core.transaction import transaction
from app.extensions import db
from app.shops.models import Shop
from app.support.models import BankAccount, Proposal, SupportOrder
from app.support.queries.accounts import own_accounts
from app.support.services.receipts import confirm_receipt
from app.support.statements.lines import Statement, StatementError, line_keys
from app.support.statements.matching import MATCH, Finding, find_payments

OTHER_ACCOUNT = N_(
    "Dieser Auszug gehört zu einem anderen Konto als dem, das für den Laden hinterlegt ist. Es wurde nichts übernommen."
)
BY = "statement"
AGAIN = "again"


@dataclass
class Outcome:
    """How many payments were confirmed, are proposed, were known before."""

    booked: int = 0
    proposed: int = 0
    known: int = 0


def take_statement(shop: Shop, statement: Statement, *, actor: Actor) -> Outcome:
    """Raises StatementError when the statement is of another account."""
    own = own_accounts(select(BankAccount.iban), shop.id)
    if statement.iban not in set(db.session.scalars(own)):
        raise StatementError(OTHER_ACCOUNT)
    keys = line_keys(statement, f"{current_app.config['SETTINGS'].secret_key}:{shop.id}")
    outcome = Outcome()
    with transaction(shop):
        orders = _orders(shop.id, statement.iban)
        amounts = {reference: order.amount_cents for reference, order in orders.items()}
        is_open = frozenset(reference for reference, order in orders.items() if order.state == "open")
        for finding in find_payments(statement.credits, keys, amounts, open_only=is_open):
            _take(shop, finding, orders, outcome, actor)
        counts = {"booked": outcome.booked, "proposed": outcome.proposed}
        audit.record("support.statement", actor_id=actor.id, subject_id=shop.id, **counts)
    return outcome


def _take(shop: Shop, finding: Finding, orders: Mapping[str, SupportOrder], outcome: Outcome, actor: Actor) -> None:
    order = orders[finding.reference]
    if order.line_key == finding.key or _is_proposed(finding.key):
        outcome.known += 1
    elif finding.why == MATCH and order.state == "open":
        confirm_receipt(order.id, actor=actor, by=BY, line_key=finding.key)
        outcome.booked += 1
    elif finding.why == MATCH and order.state == "received" and order.line_key is None:
        order.line_key = finding.key
        outcome.known += 1
    else:
        why = AGAIN if finding.why == MATCH else finding.why
        row = Proposal(shop_id=shop.id, order_id=order.id, line_key=finding.key, why=why)
        row.amount_cents, row.booked_on = finding.amount_cents, finding.booked_on
        db.session.add(row)
        db.session.flush()
        outcome.proposed += 1


def accept(proposal: Proposal, *, actor: Actor) -> bool:
    """The shop has looked: the line pays its order. A gift takes the amount that came; a voucher only its own price."""
    with transaction():
        order = db.session.get_one(SupportOrder, proposal.order_id)
        if proposal.done_at is not None or not is_acceptable(proposal, order):
            return False
        proposal.done_at = clock.now()
        cents = proposal.amount_cents
        return confirm_receipt(order.id, actor=actor, by=BY, cents=cents, line_key=proposal.line_key)


def dismiss(proposal: Proposal) -> None:
    """The shop has settled it otherwise."""
    with transaction(raises_cache=False):
        proposal.done_at = proposal.done_at or clock.now()


def is_acceptable(proposal: Proposal, order: SupportOrder) -> bool:
    """Never twice, and a voucher is worth what was paid for it."""
    return order.state != "received" and (order.kind == "gift" or order.amount_cents == proposal.amount_cents)


def _orders(shop_id: int, iban: str) -> dict[str, SupportOrder]:
    query = select(SupportOrder).where(SupportOrder.shop_id == shop_id, SupportOrder.iban == iban)
    return {order.reference: order for order in db.session.scalars(query.with_for_update()).all()}


def _is_proposed(key: str) -> bool:
    return db.session.scalar(select(Proposal.id).where(Proposal.line_key == key)) is not None
