"""What a shopkeeper says of the ways to help."""

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
from app.support.queries.options import find_option, open_options


@dataclass(frozen=True)
class OptionText:
    """What the form of an option holds; fields that a kind does not have keep their defaults."""

    sentence: str
    is_on: bool = True
    url: str = ""
    has_wall: bool = False
    least_cents: int = 10_00
    most_cents: int = 250_00
    tax: str = ""


def save_option(shop: Shop, kind: str, text: OptionText, *, actor: Actor) -> SupportOption:
    """Offer a way to help, change it, or switch it off."""
    if kind not in KINDS:
        raise ValueError(f"no such kind: {kind}")
    with transaction(shop) as tx:
        option = find_option(shop.id, kind) or SupportOption(shop_id=shop.id, kind=kind)
        for name in OptionText.__dataclass_fields__:
            setattr(option, name, getattr(text, name))
        option.changed_at = clock.now()
        db.session.add(option)
        db.session.flush()
        keep_helps(shop, tx, actor_id=actor.id)
    return option


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
