"""What is asked for in the address of the list; also for the map, so that both show the same."""

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, select
from werkzeug.datastructures import MultiDict

from app.core.subjects import Subject
from app.core.text import sort_key
from app.extensions import db
from app.places.matching import by_key, match
from app.places.models import Place
from app.places.towns import Town
from app.shops.categories import CATEGORIES
from app.shops.kinds import HELPS, SHOP
from app.shops.models import Shop

RADII = (1, 2, 5, 10, 25, 50)
"""Kilometres."""

KM_PER_DEGREE = 111.32
STANDARD = "empfohlen"
SORTS = {STANDARD: "Empfohlen", "name": "Name", "neueste": "Neueste", "entfernung": "Entfernung"}
"""Empfohlen: whom its people or the city answer for first, then by name."""

SEVERAL = "Das kann mehrere Orte meinen. Bitte wählen Sie einen aus."
UNKNOWN = "Diesen Ort kennen wir nicht. Bitte prüfen Sie die Schreibweise, oder geben Sie die Postleitzahl ein."
_POINT = re.compile(r"^(-?\d{1,2}(?:\.\d{1,8})?),(-?\d{1,3}(?:\.\d{1,8})?)$")


@dataclass(frozen=True)
class Point:
    """Where distances begin: WGS 84 degrees."""

    lat: float
    lon: float

    @property
    def km_per_degree_east(self) -> float:
        return KM_PER_DEGREE * max(0.01, math.cos(math.radians(self.lat)))

    def km_to(self, lat: float, lon: float) -> float:
        return math.hypot((lat - self.lat) * KM_PER_DEGREE, (lon - self.lon) * self.km_per_degree_east)

    def km_squared(self, lat: Any = Shop.lat, lon: Any = Shop.lon) -> ColumnElement[Any]:
        """The distance of a shop, squared: no roots, so that both databases reckon alike. lat, lon: the columns."""
        north, east = (lat - self.lat) * KM_PER_DEGREE, (lon - self.lon) * self.km_per_degree_east
        return north * north + east * east

    def within(self, km: float, lat: Any = Shop.lat, lon: Any = Shop.lon) -> tuple[ColumnElement[bool], ...]:
        """A box for the index, and the circle inside. lat, lon: the columns."""
        north, east = km / KM_PER_DEGREE, km / self.km_per_degree_east
        box = (lat.between(self.lat - north, self.lat + north), lon.between(self.lon - east, self.lon + east))
        return (*box, self.km_squared(lat, lon) <= km * km)


@dataclass(frozen=True)
class Extra:
    """A filter that a feature above adds to list and map. name, value: as in the address; label: of its chip.

    where(id, place_id): conditions over these two columns of the map's copy.
    """

    name: str
    value: str
    label: str
    where: Callable[[Any, Any], tuple[ColumnElement[bool], ...]] = field(compare=False)


EXTRAS: dict[str, Callable[[str], Extra | None]] = {}
"""Name of the filter in addresses → how to read its value; None: not known, which counts as not said."""


@dataclass(frozen=True)
class Wanted:
    """radius: km around point; 0: the town alone. town_text: as typed; choices: towns it may mean; problem: a sentence
    when it is not just one.
    """

    text: str = ""
    categories: tuple[str, ...] = ()
    helps: tuple[str, ...] = ()
    open_now: bool = False
    wheelchair: bool = False
    town: Town | None = None
    town_text: str = ""
    choices: tuple[Town, ...] = ()
    problem: str = ""
    point: Point | None = None
    radius: int = 0
    sort: str = STANDARD
    extras: tuple[Extra, ...] = ()

    @property
    def is_narrow(self) -> bool:
        said = (self.text, self.categories, self.helps, self.open_now, self.wheelchair, self.town, self.point)
        return any(said) or bool(self.extras)


def shown() -> tuple[ColumnElement[bool], ...]:
    """What stands in list and map: public, not hidden, not closed for good."""
    return (Subject.kind == SHOP, *shown_of_known())


def shown_of_known() -> tuple[ColumnElement[bool], ...]:
    """The same for shops asked for by id. With the kind SQLite would walk through all shops instead."""
    is_public = (Subject.state == "published", Subject.visibility == "public", Subject.hidden_at.is_(None))
    return (*is_public, Shop.closed_at.is_(None))


def read_wanted(arguments: MultiDict[str, str]) -> Wanted:
    """From an address; what we do not know counts as not said. At most four statements, none without a town."""
    town, choices, problem = _town(arguments)
    point = read_point(arguments.get("von", "")) or _centre(town)
    radius = arguments.get("umkreis", "")
    sort = arguments.get("sortierung", "")
    is_around = arguments.get("von", "") != "" and point is not None and town is None
    wanted_radius = int(radius) if radius in map(str, RADII) and point else (RADII[2] if is_around else 0)
    return Wanted(
        text=" ".join(arguments.get("q", "").split())[:100],
        categories=_known(arguments, "kategorie", CATEGORIES),
        helps=_known(arguments, "hilfe", HELPS),
        open_now=arguments.get("offen") == "1",
        wheelchair=arguments.get("rollstuhl") == "1",
        town=town,
        town_text=town.label if town else arguments.get("ort", "").strip()[:120],
        choices=choices,
        problem=problem,
        point=point,
        radius=wanted_radius,
        sort=sort
        if sort in SORTS and (sort != "entfernung" or point)
        else ("entfernung" if wanted_radius else STANDARD),
        extras=tuple(one for name, read in EXTRAS.items() if (one := read(arguments.get(name, "")))),
    )


def _is_possible(sort: str, point: Point | None) -> bool:
    return sort in SORTS and (sort != "entfernung" or point is not None)


def _known(arguments: MultiDict[str, str], name: str, codes: Mapping[str, Any]) -> tuple[str, ...]:
    asked = arguments.getlist(name)
    return tuple(code for code in codes if code in asked)


def _town(arguments: MultiDict[str, str]) -> tuple[Town | None, tuple[Town, ...], str]:
    text, key = arguments.get("ort", "").strip()[:120], arguments.get("ort_key", "").strip()
    chosen = by_key(key) if key else None
    if chosen is not None and (not text or sort_key(text) in sort_key(chosen.label) or text.isdigit()):
        return chosen, (), ""
    if not text:
        return None, (), ""
    found = match(text)
    if found.town:
        return found.town, (), ""
    return None, found.choices, SEVERAL if found.choices else UNKNOWN


def _centre(town: Town | None) -> Point | None:
    if town is None:
        return None
    row = db.session.execute(select(Place.lat, Place.lon).where(Place.id == town.id)).first()
    return Point(row.lat, row.lon) if row and row.lat is not None and row.lon is not None else None


def read_point(text: str) -> Point | None:
    found = _POINT.match(text.strip())
    if found is None or not -90 <= float(found[1]) <= 90 or not -180 <= float(found[2]) <= 180:
        return None
    return Point(float(found[1]), float(found[2]))
