"""A municipality as lists, fields and comparisons need it: plain values, no database row."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, Select, select

from app.core import formats
from app.places.classes import STATE_BY_KEY
from app.places.models import Place

CITY_OF_ITS_OWN, DISTRICT_OF_A_CITY = "kreisfreie Stadt", "Stadtkreis"


@dataclass(frozen=True)
class Town:
    """population: persons; area_km2: km²; None means unknown, never zero."""

    id: int
    key: str
    name: str
    suffix: str
    type: str
    folded: str
    district: str
    state_key: str
    population: int | None
    area_km2: float | None
    urbanisation: str

    @property
    def state(self) -> str:
        state = STATE_BY_KEY.get(self.state_key)
        return state.label if state else ""

    @property
    def density(self) -> float | None:
        """Persons per km², or None when either figure is unknown."""
        return self.population / self.area_km2 if self.population is not None and self.area_km2 else None

    @property
    def label(self) -> str:
        """The name, with what tells it from others of the same name: "Neuenkirchen, Landkreis Stade"."""
        return self.name if not self.district or self.is_own_district else f"{self.name}, {self.district}"

    @property
    def is_own_district(self) -> bool:
        return self.district == CITY_OF_ITS_OWN

    @property
    def belongs_to(self) -> str:
        """The district; of a city that is one itself what it is called there: "kreisfreie Stadt", or "Stadtkreis"."""
        return self.type if self.is_own_district and self.type == DISTRICT_OF_A_CITY else self.district

    @property
    def called(self) -> str:
        """ "Landeshauptstadt", "Markt" …; empty where it would only repeat that it is a city of its own."""
        called = self.suffix or self.type
        return "" if self.is_own_district and called in ("Stadt", self.type) else called

    @property
    def hint(self) -> str:
        """What stands small beside the name: kind, district, state, size."""
        size = "" if self.population is None else f"{formats.number(self.population)} Einwohner"
        kind = "" if self.is_own_district else self.type
        return ", ".join(part for part in (kind, self.belongs_to, self.state, size) if part)

    @property
    def url(self) -> str:
        return f"/orte/{self.key}"


COLUMNS = (
    Place.id,
    Place.key,
    Place.name,
    Place.suffix,
    Place.type,
    Place.folded,
    Place.district,
    Place.state_key,
    Place.population,
    Place.area_km2,
    Place.urbanisation,
)


def town_columns() -> Select:
    """A select of municipalities that exist today; narrow and order it, then hand the rows to town_of()."""
    return select(*COLUMNS).where(Place.level == "gemeinde", Place.valid_to.is_(None))


def town_of(row: Row[Any] | Place) -> Town:
    """The town of a row that begins with COLUMNS, or of a place."""
    if isinstance(row, Place):
        return Town(*(getattr(row, column.key) for column in COLUMNS))
    return Town(*row[: len(COLUMNS)])
