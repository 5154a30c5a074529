"""Reads for the map: counts per square, and the few shops that stand for themselves."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, func, literal, select

from app.core import clock
from app.core.remembered import remembered
from app.core.subjects import Subject, open_only
from app.extensions import db
from app.shops.directory.narrowing import SPOT, narrowed
from app.shops.directory.wanted import Wanted
from app.shops.map.grid import LARGEST, MOST_COUNTED, SINGLE_FROM, count, counted_level, cover
from app.shops.map.window import Window
from app.shops.models import Shop

MOST_SINGLE = 200
REMEMBERED_UP_TO = 10
"""Windows of whole Länder hold most shops, and everybody begins there: counted once until a write."""
CLOSE_FROM = 10
"""Squares of this size hold few rows."""

COUNTED = (func.count(), func.avg(SPOT.lat), func.avg(SPOT.lon), func.min(SPOT.id))


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
    if level > REMEMBERED_UP_TO or not _is_common(wanted):
        return _counted(window, level, wanted)
    known = _everywhere(level, wanted)
    return [known[one] for one in cover(window, level) if one in known]


def _is_common(wanted: Wanted) -> bool:
    """One filter at most: of these few all counts may be kept."""
    chosen = [*wanted.categories, *wanted.helps, wanted.open_now, wanted.wheelchair]
    return sum(map(bool, chosen)) <= 1 and not (wanted.text or wanted.town or wanted.radius or wanted.extras)


def _everywhere(level: int, wanted: Wanted) -> dict[int, Group]:
    """Square → group. Where shops open and close, for a minute."""
    key = ("shops.groups", level, wanted.categories, wanted.helps, wanted.open_now, wanted.wheelchair)
    kept: dict[int, dict[int, Group]] = remembered(key, dict)
    minute = int(clock.now().timestamp() // 60) if wanted.open_now else 0
    if minute not in kept:
        kept.clear()
        kept[minute] = _count_everywhere(level, wanted)
    return kept[minute]


def _count_everywhere(level: int, wanted: Wanted) -> dict[int, Group]:
    square = SPOT[f"cell_z{level}"]
    query = select(square, *COUNTED).where(square.is_not(None)).group_by(square)
    return {row[0]: Group(*row[1:]) for row in db.session.connection().execute(narrowed(query, wanted))}


def _counted(window: Window, level: int, wanted: Wanted) -> list[Group]:
    return _rows(select(*COUNTED).group_by(SPOT[f"cell_z{level}"]), window, level, wanted)


def _single(window: Window) -> Select[Any]:
    query = select(literal(1), SPOT.lat, SPOT.lon, SPOT.id)
    return query.where(SPOT.lat.between(window.south, window.north), SPOT.lon.between(window.west, window.east))


def _rows(query: Select[Any], window: Window, level: int, wanted: Wanted, most: int | None = None) -> list[Group]:
    """The squares are named one by one: the database counts them within one index, in its order."""
    query = query.where(SPOT[f"cell_z{level}"].in_(cover(window, level)))
    return [
        Group(*row) for row in db.session.connection().execute(narrowed(query, wanted, level >= CLOSE_FROM).limit(most))
    ]


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
