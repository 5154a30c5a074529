"""Towns like this one: by population, density and state, never by what is unknown.

A figure that one of the two lacks is left out of the comparison, and the reader is told so.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from sqlalchemy import BindParameter, CompoundSelect, Select, bindparam, union_all

from app.core import formats
from app.extensions import db
from app.places.models import Place
from app.places.towns import Town, town_columns, town_of

FACTOR = 2
NEIGHBOURS = 30
SAME_STATE_BONUS = 0.35
SIMILAR_DENSITY = math.log(1.6)


class Comparable(Protocol):
    """Anything with a town's figures: a Town, a Place, a row."""

    @property
    def state_key(self) -> Any: ...
    @property
    def population(self) -> Any: ...
    @property
    def area_km2(self) -> Any: ...


@dataclass(frozen=True)
class Likeness:
    """What "like this town" means for lists and search: half to twice its population, rounded outwards.

    population_low, population_high: persons, both None when the town's population is unknown or zero.
    """

    place: Town

    @property
    def population_low(self) -> int | None:
        return _round(self.place.population / FACTOR, math.floor) if self.place.population else None

    @property
    def population_high(self) -> int | None:
        return _round(self.place.population * FACTOR, math.ceil) if self.place.population else None

    def filters(self) -> dict[str, tuple[int, int]]:
        """Ranges for search, by name of the number: {"einwohner": (low, high)}; empty when nothing is known."""
        low, high = self.population_low, self.population_high
        return {"einwohner": (low, high)} if low is not None and high is not None else {}

    @property
    def words(self) -> str:
        """ "9.000 bis 36.000 Einwohner"; says so when there is nothing to go by."""
        if not self.filters():
            return "keine Eingrenzung, weil die Einwohnerzahl nicht bekannt ist"
        return f"{formats.number(self.population_low)} bis {formats.number(self.population_high)} Einwohner"


def _round(number: float, direction: Callable[[float], int]) -> int:
    """To two digits: 36.194 → 36.000 or 37.000."""
    step = 10 ** max(0, math.floor(math.log10(max(number, 1))) - 1)
    return direction(number / step) * step


@dataclass(frozen=True)
class Alike:
    """A similar town and, in words, which figures made the match."""

    town: Town
    reasons: tuple[str, ...]


def towns_like(place: Comparable, limit: int = 6) -> list[Alike]:
    """The towns nearest in size and density, those of the same state preferred; one statement."""
    if not place.population:
        return []
    asked = {"population": place.population, "state_key": place.state_key}
    rows = {row.id: row for row in db.session.execute(_NEIGHBOURS, asked)}
    rows.pop(getattr(place, "id", None), None)
    best = sorted(rows.values(), key=lambda row: (_distance(place, row), row.key))
    return [Alike(town_of(row), tuple(compare(place, row))) for row in best[:limit]]


def _neighbours() -> CompoundSelect[Any]:
    """The nearest by population above and below, in the same state and anywhere; each half walks an index."""
    halves: list[Select[Any]] = []
    population: BindParameter[int] = bindparam("population")
    for same_state in (True, False):
        base = town_columns().where(Place.population > 0)
        if same_state:
            base = base.where(Place.state_key == bindparam("state_key"))
        above = base.where(Place.population >= population).order_by(Place.population).limit(NEIGHBOURS)
        below = base.where(Place.population < population).order_by(Place.population.desc()).limit(NEIGHBOURS)
        halves += [above.subquery().select(), below.subquery().select()]
    return union_all(*halves)


_NEIGHBOURS = _neighbours()


def _distance(own: Comparable, other: Comparable) -> float:
    """Mean of the known distances, each a ratio's logarithm; smaller is more alike."""
    ratios = [_log_ratio(own.population, other.population), _log_ratio(_density(own), _density(other))]
    known = [abs(ratio) * weight for ratio, weight in zip(ratios, (1.0, 0.5), strict=True) if ratio is not None]
    weights = sum(weight for ratio, weight in zip(ratios, (1.0, 0.5), strict=True) if ratio is not None)
    mean = sum(known) / weights if weights else 10.0
    return mean - (SAME_STATE_BONUS if own.state_key == other.state_key else 0)


def compare(own: Comparable, other: Comparable) -> list[str]:
    """How the other town stands to one's own: ["halb so groß", "gleiches Land", "ähnlich dicht besiedelt"]."""
    state = ["gleiches Land"] if own.state_key == other.state_key else []
    return [_size(_log_ratio(own.population, other.population)), *state, *_settled(own, other)]


def _size(ratio: float | None) -> str:
    """In words how many times as large; ratio: natural logarithm of other / own."""
    if ratio is None:
        return "Einwohnerzahl nicht vergleichbar"
    times = math.exp(ratio)
    steps = (
        (0.08, "viel kleiner"),
        (0.14, "ein Zehntel so groß"),
        (0.22, "ein Fünftel so groß"),
        (0.29, "ein Viertel so groß"),
        (0.41, "ein Drittel so groß"),
        (0.62, "halb so groß"),
        (0.87, "etwas kleiner"),
        (1.15, "etwa gleich groß"),
        (1.65, "etwas größer"),
        (2.5, "doppelt so groß"),
        (3.5, "dreimal so groß"),
        (4.5, "viermal so groß"),
        (7, "fünfmal so groß"),
        (13, "zehnmal so groß"),
    )
    return next((words for most, words in steps if times <= most), "viel größer")


def _settled(own: Comparable, other: Comparable) -> list[str]:
    ratio = _log_ratio(_density(own), _density(other))
    if ratio is None:
        return []
    if abs(ratio) <= SIMILAR_DENSITY:
        return ["ähnlich dicht besiedelt"]
    return ["dichter besiedelt" if ratio > 0 else "dünner besiedelt"]


def _density(place: Comparable) -> float | None:
    return place.population / place.area_km2 if place.population and place.area_km2 else None


def _log_ratio(own: float | None, other: float | None) -> float | None:
    """None when either is unknown or zero: then the figure is left out."""
    return math.log(other / own) if own and other else None
