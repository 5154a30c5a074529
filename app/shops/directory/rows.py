"""Rows of the list: three statements for a page, whatever stands on it."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Row, func, literal, select

from app.core import clock, formats
from app.core.paging import Page, page_number, page_of, window
from app.core.subjects import Subject
from app.extensions import db
from app.organisations.cards import Card, card_columns, card_of
from app.shops.categories import CATEGORIES
from app.shops.directory.narrowing import SPOT, narrowed, ordered
from app.shops.directory.wanted import Point, Wanted, shown, shown_of_known
from app.shops.map.models import ShopSpot
from app.shops.models import Shop, ShopSource
from app.shops.queries import is_open_now
from app.shops.upkeep.freshness import fresh_since

COUNTED = 1_000
MOST_IN_FILE = 20_000
OPEN = ("Jetzt geöffnet", "success")
COLUMNS = (
    Shop.category,
    Shop.street,
    Shop.house_number,
    Shop.lat,
    Shop.lon,
    Shop.open_from,
    Shop.open_to,
    Shop.hours_confirmed_at,
    Shop.claimed_at,
)
ROWS = card_columns().join(Shop, Shop.id == Subject.id).add_columns(*COLUMNS)


def page_for(wanted: Wanted) -> Page:
    """Which shops, from the narrow copy; then the cards of those that are still shown."""
    number = page_number()
    query = narrowed(select(SPOT.id), wanted, _one_by_one(wanted)).order_by(*ordered(wanted))
    page = page_of(db.session.connection().execute(window(query, number)).scalars().all(), number)
    if not page.items:
        return page
    found = {row.id: row for row in db.session.execute(ROWS.where(*shown_of_known(), Subject.id.in_(page.items)))}
    return replace(page, items=[drawn(found[one], wanted.point) for one in page.items if one in found])


def count_of(wanted: Wanted) -> int | None:
    """None: more than COUNTED, and nobody walked on to count them."""
    query = narrowed(select(literal(1)).select_from(ShopSpot), wanted, _one_by_one(wanted))
    some = query.limit(COUNTED + 1).subquery()
    found = db.session.scalar(select(func.count()).select_from(some)) or 0
    return found if found <= COUNTED else None


def _one_by_one(wanted: Wanted) -> bool:
    """By day many shops are open: walking down the list finds a page of them soon. By night the few are found first."""
    if not wanted.open_now:
        return False
    some = select(literal(1)).select_from(Shop).where(is_open_now()).limit(COUNTED).subquery()
    return db.session.scalar(select(func.count()).select_from(some)) == COUNTED


def drawn(row: Row[Any], point: Point | None = None) -> Card:
    """A card with category, address and distance; it says whether the shop is open now."""
    card, street = card_of(row), f"{row.street} {row.house_number}".strip()
    away = _distance(row, point)
    meta = [part for part in (CATEGORIES[row.category].label, street, row.place_name, away) if part]
    badges = [*([OPEN] if _is_open(row) else []), *card.badges]
    return replace(card, meta=meta, badges=badges, kind_label="Laden")


def _distance(row: Any, point: Point | None) -> str:
    if point is None or row.lat is None:
        return ""
    km = point.km_to(row.lat, row.lon)
    return f"{formats.number(round(km * 100) * 10)} m entfernt" if km < 1 else f"{formats.number(km, 1)} km entfernt"


def _is_open(row: Any) -> bool:
    now = clock.now()
    if row.open_from is None or row.hours_confirmed_at is None:
        return False
    return row.open_from <= now < row.open_to and row.hours_confirmed_at > fresh_since()


def file_rows(wanted: Wanted) -> Sequence[Row[Any]]:
    """The whole list with more columns. licence, source: of open data."""
    licence = select(func.min(ShopSource.licence)).where(ShopSource.shop_id == Shop.id).scalar_subquery()
    source = select(func.min(ShopSource.name)).where(ShopSource.shop_id == Shop.id).scalar_subquery()
    more = (Shop.postcode, Shop.city, Shop.opening_hours, Shop.hours_text, Shop.website, Shop.wheelchair)
    query = ROWS.add_columns(*more, Shop.delivers, source.label("source"), licence.label("licence"))
    query = narrowed(query.join(ShopSpot, ShopSpot.id == Subject.id).where(*shown()), wanted)
    return db.session.execute(query.order_by(*ordered(wanted)).limit(MOST_IN_FILE)).all()
