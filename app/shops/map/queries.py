"""Reads for the map: counts per square, and the few shops that stand for themselves."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, exists, func, literal, select

from app.core import clock
from app.core.remembered import remembered
from app.core.subjects import Subject, open_only
from app.core.text import sort_key
from app.extensions import db
from app.shops.directory.wanted import Wanted
from app.shops.kinds import SHOP
from app.shops.map.grid import LARGEST, MOST_COUNTED, SINGLE_FROM, corners, count, counted_level, cover
from app.shops.map.models import ShopSpot
from app.shops.map.window import Window
from app.shops.models import Shop, ShopHelp
from app.shops.queries import is_open_now

MOST_SINGLE = 200
REMEMBERED_UP_TO = 8
"""Windows of whole Länder hold most shops, and everybody begins there: counted once until the next write."""
SPOT = ShopSpot.__table__.c


class Group(NamedTuple):
    """Shops of one square. lat, lon: their mean. first_id: the one with the smallest id."""

    shops: int
    lat: float
    lon: float
    first_id: int


class Seen(NamedTuple):
    """What the map says of one shop."""

    id: int
    title: str
    slug: str
    category: str
    street: str
    house_number: str
    city: str
    claimed_at: datetime | None
    open_from: datetime | None
    open_to: datetime | None
    hours_confirmed_at: datetime | None
    confirmed_at: datetime | None
    origin: str


def groups_in(window: Window, wanted: Wanted) -> list[Group]:
    """Groups that the window touches, each whole; a group of one is that shop."""
    if window.zoom >= SINGLE_FROM and count(window, LARGEST) <= MOST_COUNTED:
        single = _rows(_single(window), window, LARGEST, wanted, MOST_SINGLE + 1)
        if len(single) <= MOST_SINGLE:
            return single
    level = counted_level(window)
    if level > REMEMBERED_UP_TO:
        return _counted(window, level, wanted)
    minute = int(clock.now().timestamp() // 60) if wanted.open_now else 0
    key = ("shops.groups", level, corners(window, level), replace(wanted, sort=""), minute)
    return remembered(key, lambda: _counted(window, level, wanted))


def _counted(window: Window, level: int, wanted: Wanted) -> list[Group]:
    query = select(func.count(), func.avg(SPOT.lat), func.avg(SPOT.lon), func.min(SPOT.id))
    return _rows(query.group_by(SPOT[f"cell_z{level}"]), window, level, wanted)


def _single(window: Window) -> Select[Any]:
    query = select(literal(1), SPOT.lat, SPOT.lon, SPOT.id)
    return query.where(SPOT.lat.between(window.south, window.north), SPOT.lon.between(window.west, window.east))


def _rows(query: Select[Any], window: Window, level: int, wanted: Wanted, most: int | None = None) -> list[Group]:
    """The squares are named one by one: the database counts them within one index, in its order."""
    query = query.where(SPOT[f"cell_z{level}"].in_(cover(window, level)))
    return [
        Group(*row)
        for row in db.session.connection().execute(narrowed(query, wanted, level > REMEMBERED_UP_TO).limit(most))
    ]


def narrowed(query: Select[Any], wanted: Wanted, is_close: bool = False) -> Select[Any]:
    """Only shops that fit what the visitor has chosen; the same meaning as in the directory.

    is_close: few rows are left by the window, so that each is looked up rather than all open shops listed.
    """
    if wanted.categories:
        query = query.where(SPOT.category.in_(wanted.categories))
    if wanted.wheelchair:
        query = query.where(SPOT.wheelchair == "yes")
    if wanted.helps:
        query = query.where(SPOT.id.in_(select(ShopHelp.shop_id).where(ShopHelp.kind.in_(wanted.helps))))
    if wanted.open_now and is_close:
        query = query.where(exists().where(Shop.id == SPOT.id, is_open_now()))
    elif wanted.open_now:
        # + 0: half of all shops may be open; beginning with each of them would take longer than the squares.
        query = query.where((SPOT.id + 0).in_(select(Shop.id).where(is_open_now())))
    if wanted.text:
        like = Subject.sort_key.contains(sort_key(wanted.text), autoescape=True)
        query = query.where(SPOT.id.in_(select(Subject.id).where(Subject.kind == SHOP, like)))
    return _near(query, wanted)


def _near(query: Select[Any], wanted: Wanted) -> Select[Any]:
    if wanted.point and wanted.radius:
        return query.where(*wanted.point.within(wanted.radius, SPOT.lat, SPOT.lon))
    return query.where(SPOT.place_id == wanted.town.id) if wanted.town else query


def bounds_of(wanted: Wanted) -> tuple[float, float, float, float] | None:
    """West, south, east, north of all shops that fit; None when there are none."""
    query = narrowed(select(func.min(SPOT.lon), func.min(SPOT.lat), func.max(SPOT.lon), func.max(SPOT.lat)), wanted)
    found = db.session.connection().execute(query).one()
    return None if found[0] is None else (found[0], found[1], found[2], found[3])


def seen(ids: Sequence[int]) -> dict[int, Seen]:
    """What is shown of these shops; leaves out what nobody may see."""
    query = select(
        Subject.id,
        Subject.title,
        Subject.slug,
        Shop.category,
        Shop.street,
        Shop.house_number,
        Shop.city,
        Shop.claimed_at,
        Shop.open_from,
        Shop.open_to,
        Shop.hours_confirmed_at,
        Shop.confirmed_at,
        Subject.origin,
    )
    query = open_only(query.join(Shop, Shop.id == Subject.id)).where(Subject.id.in_(ids))
    return {row.id: Seen(*row) for row in db.session.connection().execute(query)}
