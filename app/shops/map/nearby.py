"""The town by which a group of shops is named: the largest of those around it."""

import math
from collections import defaultdict
from typing import NamedTuple

from sqlalchemy import select

from app.core.remembered import remembered
from app.extensions import db
from app.places.models import Place

LEAST_INHABITANTS = 5_000
SQUARE = 0.5
"""Degrees: towns are looked up in the square of the group and those around it."""


class Town(NamedTuple):
    lat: float
    lon: float
    name: str
    inhabitants: int


def town(lat: float, lon: float) -> str | None:
    """Inhabitants count more the nearer they live; None where no town is near."""
    towns = remembered(("shops.towns",), _towns)
    row, column = int(lat // SQUARE), int(lon // SQUARE)
    near = [one for a in (-1, 0, 1) for b in (-1, 0, 1) for one in towns.get((row + a, column + b), ())]
    best = max(near, key=lambda one: one.inhabitants / (0.002 + _distance(one, lat, lon)), default=None)
    return best.name if best else None


def _distance(one: Town, lat: float, lon: float) -> float:
    """Square of the distance, in degrees of latitude."""
    return (one.lat - lat) ** 2 + ((one.lon - lon) * math.cos(math.radians(lat))) ** 2


def _towns() -> dict[tuple[int, int], list[Town]]:
    query = select(Place.lat, Place.lon, Place.name, Place.population).where(
        Place.level == "gemeinde", Place.population >= LEAST_INHABITANTS, Place.lat.is_not(None)
    )
    found = defaultdict(list)
    for row in db.session.connection().execute(query):
        found[int(row.lat // SQUARE), int(row.lon // SQUARE)].append(
            Town(row.lat or 0.0, row.lon or 0.0, row.name, row.population or 0)
        )
    return dict(found)
