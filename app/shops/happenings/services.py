"""Announcing, changing and cancelling an event of a shop."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from app.core import clock
from app.core.actors import Actor
from app.core.transaction import transaction
from app.extensions import db
from app.shops.models import Shop, ShopEvent
from app.shops.services.changes import written

MOST_COMING = 60


class TooMany(Exception):
    """More coming events than anybody reads."""


@dataclass(frozen=True)
class Happening:
    """starts_at, ends_at: UTC."""

    title: str
    text: str
    starts_at: datetime
    ends_at: datetime


def announce(shop: Shop, what: Happening, *, actor: Actor) -> ShopEvent:
    """Raises TooMany."""
    with transaction(shop) as tx:
        coming = select(func.count()).where(ShopEvent.shop_id == shop.id, ShopEvent.ends_at > clock.now())
        if (db.session.scalar(coming) or 0) >= MOST_COMING:
            raise TooMany
        event = ShopEvent(shop_id=shop.id, **vars(what))
        db.session.add(event)
        db.session.flush()
        written(shop, tx, actor)
    return event


def change(shop: Shop, event: ShopEvent, what: Happening, *, actor: Actor) -> None:
    """Calendars hear of it: the sequence rises."""
    number = event.id
    with transaction(shop) as tx:
        row = db.session.get_one(ShopEvent, number, populate_existing=True)
        for name, value in vars(what).items():
            setattr(row, name, value)
        row.sequence, row.changed_at = row.sequence + 1, clock.now()
        written(shop, tx, actor)


def cancel(shop: Shop, event: ShopEvent, *, actor: Actor) -> None:
    """It stays on the page and in calendars, as cancelled."""
    number = event.id
    with transaction(shop) as tx:
        row = db.session.get_one(ShopEvent, number, populate_existing=True)
        if row.cancelled_at is None:
            row.cancelled_at = row.changed_at = clock.now()
            row.sequence += 1
            written(shop, tx, actor)
