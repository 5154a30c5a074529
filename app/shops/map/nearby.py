"""The town by which a group of shops is named: the largest of those around it."""

import math
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from sqlalchemy import select

from app.core.remembered import remembered
from app.extensions import db
from app.places.models import Place

LEAST_INHABITANTS = 5_000
MOST_NAMED = 20_000
SQUARE = 0.5
"""Degrees: towns are looked up in the square of the group and those around it."""


class Town(NamedTuple):
    lat: float
    lon: float
    name: str
    inhabitants: int


class Towns:
    """All of them by square, and the names that were asked for."""

    def __init__(self, squares: dict[tuple[int, int], list[Town]]) -> None:
        self.squares = squares
        self.named: dict[tuple[float, float], str | None] = {}

    def near(self, lat: float, lon: float) -> Iterator[Town]:
        row, column = int(lat // SQUARE), int(lon // SQUARE)
        for square in ((row + a, column + b) for a in (-1, 0, 1) for b in (-1, 0, 1)):
            yield from self.squares.get(square, ())


def town(lat: float, lon: float) -> str | None:
    """Inhabitants count more the nearer they live; None where no town is near."""
    towns: Towns = remembered(("shops.towns",), _towns)
    place = round(lat, 2), round(lon, 2)
    if place not in towns.named:
        if len(towns.named) >= MOST_NAMED:
            towns.named.clear()
        towns.named[place] = _largest(towns, *place)
    return towns.named[place]


def _largest(towns: Towns, lat: float, lon: float) -> str | None:
    """Written out, for it is asked for hundreds of groups: distances squared, in degrees of latitude."""
    best, found, narrow = 0.0, None, math.cos(math.radians(lat)) ** 2
    for north, east, name, inhabitants in towns.near(lat, lon):
        weight = inhabitants / (0.002 + (north - lat) ** 2 + (east - lon) ** 2 * narrow)
        if weight > best:
            best, found = weight, name
    return found


def _towns() -> Towns:
    """Of "Cottbus/Chóśebuz" the first name: a letter of the second would cost a font file of 51 kB."""
    query = select(Place.lat, Place.lon, Place.name, Place.population).where(
        Place.level == "gemeinde", Place.population >= LEAST_INHABITANTS, Place.lat.is_not(None)
    )
    found = defaultdict(list)
    for row in db.session.connection().execute(query):
        found[int(row.lat // SQUARE), int(row.lon // SQUARE)].append(
            Town(row.lat or 0.0, row.lon or 0.0, row.name.partition("/")[0], row.population or 0)
        )
    return Towns(dict(found))
