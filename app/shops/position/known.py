"""Points near an address, among the shops we have: no other service is asked. And whether a point fits its town."""

import math
from dataclasses import dataclass

from sqlalchemy import func, select

from app.core.languages import _
from app.core.subjects import Subject
from app.extensions import db
from app.places.models import Place
from app.shops.directory.wanted import Point, shown
from app.shops.models import Shop
from app.shops.walk.queries import natural

MOST = 400
ROOM_KM = 5
"""Added to twice the radius of a town as large: nobody's town is a circle."""


@dataclass(frozen=True)
class Known:
    """words: what stands there, in German."""

    lat: float
    lon: float
    words: str


def near_address(place_id: int | None, street: str, number: str) -> Known | None:
    """The shop in the same street with the nearest number."""
    if place_id is None or not street:
        return None
    query = select(Shop.house_number, Shop.lat, Shop.lon).join(Subject, Subject.id == Shop.id)
    here = (Subject.place_id == place_id, func.lower(Shop.street) == street.lower(), Shop.lat.is_not(None))
    rows = db.session.execute(query.where(*shown(), *here).order_by(Shop.id).limit(MOST)).all()
    wanted = natural(number)[0]
    best = min(rows, key=lambda row: abs(natural(row.house_number)[0] - wanted), default=None)
    if best is None or best.lat is None or best.lon is None:
        return None
    return Known(best.lat, best.lon, f"{street} {best.house_number}".strip())


def town_centre(place_id: int | None) -> Known | None:
    """The middle of the municipality."""
    row = db.session.execute(select(Place.lat, Place.lon, Place.name).where(Place.id == place_id)).first()
    return Known(row.lat, row.lon, row.name) if row and row.lat is not None and row.lon is not None else None


def far_from_town(shop: Shop) -> str:
    """A German sentence when the point lies far outside the shop's municipality, else empty."""
    query = select(Place.lat, Place.lon, Place.name, Place.area_km2).where(Place.id == shop.subject.place_id)
    place = db.session.execute(query).first()
    if shop.lat is None or shop.lon is None or place is None or place.lat is None or place.lon is None:
        return ""
    km = Point(place.lat, place.lon).km_to(shop.lat, shop.lon)
    if km <= 2 * math.sqrt(float(place.area_km2 or 100) / math.pi) + ROOM_KM:
        return ""
    return _(
        "Der Punkt auf der Karte liegt %(km)s km von der Mitte von %(town)s entfernt. Stimmt er?",
        km=f"{km:.0f}",
        town=place.name,
    )
