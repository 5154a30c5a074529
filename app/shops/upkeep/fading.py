"""Every day: hours that were confirmed too long ago no longer say when a shop is open."""

from sqlalchemy import ColumnElement, select, update

from app.core.transaction import transaction
from app.extensions import db
from app.shops.models import Shop
from app.shops.upkeep.freshness import fresh_since


def is_needed() -> bool:
    return db.session.scalar(select(Shop.id).where(*_stale()).limit(1)) is not None


def fade() -> None:
    """One statement, however many shops. Filters and map look at the date themselves; this ends the reckoning."""
    with transaction():
        db.session.execute(update(Shop).where(*_stale()).values(open_from=None, open_to=None))


def _stale() -> tuple[ColumnElement[bool], ...]:
    return Shop.open_to.is_not(None), Shop.hours_confirmed_at <= fresh_since()
