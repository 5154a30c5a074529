"""Many places in few statements: the register has eleven thousand."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import Row, bindparam, insert, select, update

from app.core import clock
from app.core.identifiers import public_id
from app.core.subjects import Subject
from app.core.text import fold, sort_key
from app.extensions import db
from app.places.classes import STATE_BY_KEY
from app.places.imports import Entry
from app.places.models import Place

WRITTEN = (
    "name", "suffix", "type", "folded", "district", "state_key", "population", "area_km2", "lat", "lon",
    "postcode", "urbanisation", "as_of",
)  # fmt: skip
_subject, _place = Subject.__table__, Place.__table__


def town_row(entry: Entry, as_of: date | None) -> dict[str, Any]:
    values = {name: getattr(entry, name) for name in WRITTEN if hasattr(entry, name)}
    parent = entry.district_key or entry.state_key
    return {
        **values,
        "level": "gemeinde",
        "key": entry.key,
        "folded": fold(entry.name)[:120],
        "as_of": as_of,
        "parent": parent,
    }


def area_rows(entries: Iterable[Entry]) -> list[dict[str, Any]]:
    """The Länder and Kreise the entries lie in, each once."""
    areas = {}
    for entry in entries:
        areas[entry.state_key] = _area("land", entry.state_key, STATE_BY_KEY[entry.state_key].label, "Land", None)
        if entry.district_key:
            name = entry.name if entry.key.endswith("000") else entry.district
            areas[entry.district_key] = _area("kreis", entry.district_key, name, "Kreis", entry.state_key)
    return list(areas.values())


def _area(level: str, key: str, name: str, kind: str, parent: str | None) -> dict[str, Any]:
    empty = dict.fromkeys(WRITTEN)
    texts = {"suffix": "", "district": "", "postcode": "", "urbanisation": ""}
    own = {"level": level, "key": key, "name": name, "type": kind, "folded": fold(name), "state_key": key[:2]}
    return {**empty, **texts, **own, "parent": parent}


def stored(*levels: str) -> dict[str, Row[Any]]:
    """What is there of these levels, by key."""
    columns = [getattr(Place, name) for name in WRITTEN]
    query = select(Place.id, Place.key, Subject.origin, *columns).join(Subject, Subject.id == Place.id)
    return {row.key: row for row in db.session.execute(query.where(Place.level.in_(levels)))}


def differs(row: Row[Any], wanted: dict[str, Any]) -> bool:
    """An import without a date leaves the stored one."""
    names = [name for name in WRITTEN if name != "as_of" or wanted["as_of"] is not None]
    return any(getattr(row, name) != wanted[name] for name in names)


def insert_places(rows: list[dict[str, Any]], kind: str, origin: str) -> list[int]:
    """Subject and place rows; parents must be there. Returns the new ids."""
    if not rows:
        return []
    now = clock.now()
    db.session.execute(insert(Subject), [_subject_row(row, kind, origin, now) for row in rows])
    keys = {row["key"] for row in rows}
    found = db.session.execute(select(Subject.slug, Subject.id).where(Subject.kind == kind))
    ids = {slug: number for slug, number in found if slug in keys}
    parents = dict(db.session.execute(select(Place.key, Place.id).where(Place.level.in_(("land", "kreis")))).all())
    values = [{**row, "id": ids[row["key"]], "parent_id": parents.get(row["parent"])} for row in rows]
    db.session.execute(insert(_place), [{k: v for k, v in row.items() if k != "parent"} for row in values])
    return [row["id"] for row in values]


def _subject_row(row: dict[str, Any], kind: str, origin: str, now: Any) -> dict[str, Any]:
    return {
        "public_id": public_id(),
        "kind": kind,
        "slug": row["key"],
        "title": row["name"],
        "sort_key": sort_key(row["name"]),
        "origin": origin,
        "external_id": row["key"],
        "state": "published",
        "published_at": now,
        "created_at": now,
        "changed_at": now,
    }


def update_places(rows: list[dict[str, Any]]) -> list[int]:
    """Change what differs, by key; the subjects' versions rise. Returns the ids."""
    if not rows:
        return []
    names = [name for name in WRITTEN if name != "as_of" or rows[0]["as_of"] is not None]
    places = update(_place).where(_place.c.level == "gemeinde", _place.c.key == bindparam("b_key"))
    values = [{"b_key": row["key"], **{f"b_{name}": row[name] for name in names}} for row in rows]
    db.session.connection().execute(places.values({name: bindparam(f"b_{name}") for name in names}), values)
    titles = update(_subject).where(_subject.c.kind == "place", _subject.c.slug == bindparam("b_key"))
    changes = {"title": bindparam("b_title"), "sort_key": bindparam("b_sort"), "changed_at": clock.now()}
    named = [{"b_key": row["key"], "b_title": row["name"], "b_sort": sort_key(row["name"])} for row in rows]
    db.session.connection().execute(titles.values({**changes, "version": _subject.c.version + 1}), named)
    keys = {row["key"] for row in rows}
    return [row.id for key, row in stored("gemeinde").items() if key in keys]
