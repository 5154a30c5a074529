"""Invented towns: the ten of demo/towns.json, and more of them for generated entries."""

from collections.abc import Iterable, Iterator
from datetime import date

from sqlalchemy import select

from app.demo.phrases import Phrases, chance_for
from app.demo.records import Town
from app.extensions import db
from app.places.classes import STATE_BY_KEY
from app.places.imports import Entry, entry_of
from app.places.models import Place

AS_OF = date(2025, 12, 31)
DISTRICT = "991"  # no Land has it
FIRST_NUMBER = 100  # below lie the towns of demo/towns.json
MOST = 400


def entries(towns: Iterable[Town]) -> Iterator[Entry]:
    return (entry_of({name: str(value) for name, value in town.model_dump().items()}) for town in towns)


def generated_towns(count: int) -> list[Entry]:
    """count towns whose names nobody bears, MOST at most; the same ones each time."""
    phrases = Phrases().all
    taken = {name.casefold() for name in db.session.scalars(select(Place.name).where(~Place.key.like("__99%")))}
    names = [f"{start}{end}" for start in phrases["town_beginnings"] for end in phrases["town_endings"]]
    free = [name for name in names if name.casefold() not in taken]
    chance_for("town names", 0).shuffle(free)
    return [_town(name, number) for number, name in enumerate(free[: min(count, MOST)])]


def _town(name: str, number: int) -> Entry:
    chance = chance_for("town", number)
    state = sorted(STATE_BY_KEY)[number % len(STATE_BY_KEY)]
    population = round(900 * 250 ** (chance.random() ** 1.4))
    return Entry(
        key=f"{state}{DISTRICT}{FIRST_NUMBER + number}",
        name=name,
        suffix="Stadt" if population > 5_000 else "",
        type="Stadt" if population > 5_000 else "Gemeinde",
        district_key=f"{state}{DISTRICT}",
        district="Landkreis Musterland",
        state_key=state,
        population=population,
        area_km2=round(chance.uniform(9, 160), 2),
        postcode="",
        lat=round(chance.uniform(48.2, 53.4), 4),
        lon=round(chance.uniform(7.6, 12.6), 4),
        urbanisation="02",
    )
