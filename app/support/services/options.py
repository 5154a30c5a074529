"""What a shopkeeper says of the ways to help, and in which order they stand."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import delete, select, update

from app.core import clock
from app.core.actors import Actor
from app.core.events import SubjectEvent
from app.core.rows import add_rows
from app.core.transaction import Transaction, transaction
from app.extensions import db
from app.shops.events import ShopChanged
from app.shops.kinds import SHOP
from app.shops.models import Shop, ShopHelp
from app.support.kinds import KINDS
from app.support.models import SupportOption, SupportOrder
from app.support.queries.options import open_options, options_of


@dataclass(frozen=True)
class OptionText:
    """What the form of an option holds; fields that a kind does not have keep their defaults."""

    sentence: str
    title: str = ""
    is_on: bool = True
    url: str = ""
    has_wall: bool = False
    least_cents: int = 10_00
    most_cents: int = 250_00
    tax: str = ""


MOST = 20
"""Ways to help per shop."""


class TooMany(Exception):
    """The shop has MOST ways to help already."""


def save_option(
    shop: Shop, kind: str, text: OptionText, *, actor: Actor, option: SupportOption | None = None
) -> SupportOption:
    """Offer one more way to help, or change one that is there. Raises TooMany."""
    if kind not in KINDS:
        raise ValueError(f"no such kind: {kind}")
    with transaction(shop) as tx:
        option = option or _added(shop, kind)
        for name in OptionText.__dataclass_fields__:
            setattr(option, name, getattr(text, name))
        option.changed_at = clock.now()
        db.session.flush()
        keep_helps(shop, tx, actor_id=actor.id)
    return option


def _added(shop: Shop, kind: str) -> SupportOption:
    """A new one stands behind the last of its kind, or where its kind usually stands."""
    known, usual = list(options_of(shop.id)), list(KINDS)
    if len(known) >= MOST:
        raise TooMany
    alike = [at for at, one in enumerate(known, 1) if one.kind == kind]
    before = [at for at, one in enumerate(known, 1) if usual.index(one.kind) < usual.index(kind)]
    option = SupportOption(shop_id=shop.id, kind=kind)
    known.insert(max(alike or before, default=0), option)
    db.session.add(option)
    _number(known)
    return option


def _number(known: Sequence[SupportOption]) -> None:
    for place, one in enumerate(known):
        one.place = place


def switch(shop: Shop, option: SupportOption, *, on: bool, actor: Actor) -> None:
    """Pause one way to help, or take it up again."""
    with transaction(shop) as tx:
        option.is_on, option.changed_at = on, clock.now()
        db.session.flush()
        keep_helps(shop, tx, actor_id=actor.id)


def move(shop: Shop, option: SupportOption, steps: int) -> None:
    """steps: -1 up, 1 down; at the end of the list nothing happens."""
    with transaction(shop):
        known = list(options_of(shop.id))
        at = known.index(option)
        known.insert(max(0, at + steps), known.pop(at))
        _number(known)


def remove(shop: Shop, option: SupportOption, *, actor: Actor) -> None:
    """It is not offered any more. Orders and vouchers stay as they are."""
    with transaction(shop) as tx:
        db.session.delete(option)
        db.session.flush()
        keep_helps(shop, tx, actor_id=actor.id)


def follow_shop(event: SubjectEvent) -> None:
    """A shop was closed, left by its people or came back: what list and map filter by follows.

    Nobody confirms what would still come in for a shop without people: its open orders are called off.
    """
    shop = db.session.get(Shop, event.id)
    if shop is None:
        return
    waiting = SupportOrder.shop_id == shop.id, SupportOrder.state == "open"
    if not shop.is_claimed and db.session.scalar(select(SupportOrder.id).where(*waiting).limit(1)):
        gone = {"state": "cancelled", "cancel_reason": "shop", "cancelled_at": clock.now()}
        with transaction(raises_cache=False):
            db.session.execute(update(SupportOrder).where(*waiting).values(gone))
    keep_right(shop)


def keep_right(shop: Shop) -> None:
    """Write anew what list and map filter by, where it differs from what a visitor can use now."""
    known = set(db.session.scalars(select(ShopHelp.kind).where(ShopHelp.shop_id == shop.id)))
    if known != {KINDS[one.kind].help for one in open_options(shop)}:
        with transaction(shop) as tx:
            keep_helps(shop, tx, actor_id=None)


def keep_helps(shop: Shop, tx: Transaction, *, actor_id: int | None) -> None:
    """Write anew what list and map filter by, inside a transaction, and tell the search when it has changed."""
    helps = sorted({KINDS[one.kind].help for one in open_options(shop)})
    db.session.flush()
    db.session.execute(delete(ShopHelp).where(ShopHelp.shop_id == shop.id))
    add_rows(ShopHelp, [{"shop_id": shop.id, "kind": kind} for kind in helps])
    tx.publish(ShopChanged(kind=SHOP, id=shop.id, actor_id=actor_id))
