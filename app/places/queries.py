"""Reads of places for pages."""

import re
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import joinedload

from app.core.paging import Page, page_of, window
from app.core.subjects import Subject, open_only
from app.core.text import fold, sort_key
from app.extensions import db
from app.places.classes import STATE_BY_KEY
from app.places.matching import named_ids
from app.places.models import Place
from app.places.towns import town_columns, town_of

PER_PAGE = 50


def by_ags(ags: str) -> Place | None:
    """The municipality with its subject, for its page; dissolved ones too."""
    return db.session.scalar(_BY_AGS, {"ags": ags})


_BY_AGS = (
    select(Place).options(joinedload(Place.subject)).where(Place.level == "gemeinde", Place.key == bindparam("ags"))
)


def area(key: str) -> tuple[str, str] | None:
    """(name, level) of a Land or Kreis by its key, or None."""
    if not re.fullmatch(r"\d{2}|\d{5}", key):
        return None
    if key in STATE_BY_KEY:
        return STATE_BY_KEY[key].label, "land"
    name = db.session.scalar(select(Place.name).where(Place.level == "kreis", Place.key == key))
    return (name, "kreis") if name else None


@dataclass(frozen=True)
class Wanted:
    """Filters of the list. area_key: Land (2 digits) or Kreis (5). letter: how the name begins."""

    text: str = ""
    area_key: str = ""
    letter: str = ""


def _narrowed(wanted: Wanted) -> Select[Any]:
    text, area_key, letter = wanted.text, wanted.area_key, wanted.letter
    query = open_only(town_columns().join(Subject, Subject.id == Place.id))
    if len(area_key) == 2:
        query = query.where(Place.state_key == area_key)
    elif area_key:
        query = query.where(Place.parent_id.in_(select(Place.id).where(Place.level == "kreis", Place.key == area_key)))
    if letter:
        begin = sort_key(letter)
        query = query.where(Subject.sort_key >= begin, Subject.sort_key < chr(ord(begin) + 1))
    # With the kind the database walks the sorted index; with a text it shall begin with the few names.
    query = _named(query, fold(text)) if text else query.where(Subject.kind == "place")
    return query.order_by(Subject.sort_key, Subject.id)


def town_list(number: int, wanted: Wanted) -> Page:
    """One page of municipalities; one statement."""
    rows = db.session.execute(window(_narrowed(wanted), number, PER_PAGE)).all()
    return page_of([town_of(row) for row in rows], number, PER_PAGE)


FILE_COLUMNS = (
    "Gemeindeschlüssel", "Name", "Zusatz", "Art", "Kreis", "Land", "Einwohner", "Fläche km²", "Stand", "Herkunft",
)  # fmt: skip


def town_rows(wanted: Wanted) -> list[dict[str, Any]]:
    """The list as a file, by FILE_COLUMNS; unknown figures stay empty."""
    rows = db.session.execute(_narrowed(wanted).add_columns(Place.as_of, Subject.origin))
    return [dict(zip(FILE_COLUMNS, _file_row(row), strict=True)) for row in rows]


def _file_row(row: Any) -> tuple[Any, ...]:
    town = town_of(row)
    place = (town.key, town.name, town.suffix, town.type, town.district, town.state)
    return *place, town.population, town.area_km2, row.as_of, row.origin


def _named(query: Select[Any], folded: str) -> Select[Any]:
    return query.where(Place.id.in_(named_ids(folded))) if folded else query.where(Place.id < 0)


def successor(place: Place) -> tuple[str, str] | None:
    """(name, key) of the municipality a dissolved one has become part of."""
    if place.successor_id is None:
        return None
    row = db.session.execute(select(Place.name, Place.key).where(Place.id == place.successor_id)).first()
    return (row.name, row.key) if row else None
