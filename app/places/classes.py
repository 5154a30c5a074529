"""Classes by which towns are filtered: size and state, each with its name in addresses and on pages.

Sizes: decision 10. States: official keys of the Länder (Destatis), short names as in ISO 3166-2:DE.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class SizeClass:
    """low, high: inhabitants, both belong to it; high None: no end."""

    name: str
    label: str
    low: int
    high: int | None


SIZES = (
    SizeClass("unter-5000", "unter 5.000", 0, 4_999),
    SizeClass("5000-20000", "5.000 bis 20.000", 5_000, 19_999),
    SizeClass("20000-50000", "20.000 bis 50.000", 20_000, 49_999),
    SizeClass("50000-100000", "50.000 bis 100.000", 50_000, 99_999),
    SizeClass("ueber-100000", "über 100.000", 100_000, None),
)
SIZE_BY_NAME = {size.name: size for size in SIZES}


def size_of(population: int | None) -> SizeClass | None:
    """The class of a town, or None when its population is unknown."""
    if population is None:
        return None
    return next(size for size in reversed(SIZES) if population >= size.low)


@dataclass(frozen=True)
class State:
    """key: the first two digits of every official key in it."""

    key: str
    name: str
    label: str


STATES = (
    State("08", "BW", "Baden-Württemberg"),
    State("09", "BY", "Bayern"),
    State("11", "BE", "Berlin"),
    State("12", "BB", "Brandenburg"),
    State("04", "HB", "Bremen"),
    State("02", "HH", "Hamburg"),
    State("06", "HE", "Hessen"),
    State("13", "MV", "Mecklenburg-Vorpommern"),
    State("03", "NI", "Niedersachsen"),
    State("05", "NW", "Nordrhein-Westfalen"),
    State("07", "RP", "Rheinland-Pfalz"),
    State("10", "SL", "Saarland"),
    State("14", "SN", "Sachsen"),
    State("15", "ST", "Sachsen-Anhalt"),
    State("01", "SH", "Schleswig-Holstein"),
    State("16", "TH", "Thüringen"),
)
STATE_BY_KEY = {state.key: state for state in STATES}
STATE_BY_NAME = {state.name: state for state in STATES}
