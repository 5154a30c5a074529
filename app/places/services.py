"""Bringing places in: the whole register at once, or one place by hand (the demo's invented towns)."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import delete, insert, select

from app.core import clock
from app.core.csv_lines import Problem
from app.core.events import SubjectChanged, SubjectsImported
from app.core.transaction import Transaction, transaction
from app.extensions import db
from app.places import bulk
from app.places.imports import Entry
from app.places.models import Place, Postcode


@dataclass
class ImportReport:
    """What an import did, or would do. A file with problems is not imported at all."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    areas: int = 0
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    written: bool = False


def import_register(
    read: Iterable[Entry | Problem], *, as_of: date | None = None, origin: str = "offene_daten", dry_run: bool = False
) -> ImportReport:
    """All entries in one transaction, or none when a line is bad; repeating changes only what is different."""
    report, entries = ImportReport(), []
    for one in read:
        report.problems.append(one) if isinstance(one, Problem) else entries.append(one)
    if not report.problems and not entries:
        report.problems.append(Problem(1, "Die Datei enthält keine Gemeinde."))
    if report.problems:
        return report
    with transaction() as tx:
        _compare(entries, as_of, report, tx if not dry_run else None, origin)
        report.written = not dry_run
    return report


def register_place(entry: Entry, *, origin: str = "demo", as_of: date | None = None, summary: str = "") -> int:
    """One place, new or changed; returns its id. For towns that are in no register: invented ones of the demo."""
    with transaction() as tx:
        _compare([entry], as_of, ImportReport(), tx, origin)
        place = db.session.scalars(select(Place).where(Place.level == "gemeinde", Place.key == entry.key)).one()
        if summary and place.subject.summary != summary:
            place.subject.summary = summary
    return place.id


def _compare(
    entries: list[Entry], as_of: date | None, report: ImportReport, tx: Transaction | None, origin: str
) -> None:
    """Sort the entries into new, changed and unchanged; write them when there is a transaction to write in."""
    wanted = bulk.area_rows(entries)
    known_areas = bulk.stored("land", "kreis")
    new_areas = [row for row in wanted if row["key"] not in known_areas]
    known = bulk.stored("gemeinde")
    rows = [bulk.town_row(entry, as_of) for entry in entries]
    fresh = [row for row in rows if row["key"] not in known]
    changed = [row for row in rows if row["key"] in known and bulk.differs(known[row["key"]], row)]
    report.new, report.changed, report.areas = len(fresh), len(changed), len(new_areas)
    report.unchanged = len(rows) - len(fresh) - len(changed)
    gone = sum(one.origin == "offene_daten" for one in known.values()) - (len(rows) - len(fresh))
    if gone > 0 and origin == "offene_daten":
        report.notes.append(f"{gone} Orte stehen nicht in der Datei; sie bleiben, wie sie sind.")
    if tx is not None:
        _write(new_areas, fresh, changed, tx, origin)


def _write(
    areas: list[dict[str, Any]],
    fresh: list[dict[str, Any]],
    changed: list[dict[str, Any]],
    tx: Transaction,
    origin: str,
) -> None:
    bulk.insert_places([row for row in areas if row["level"] == "land"], "area", origin)
    bulk.insert_places([row for row in areas if row["level"] == "kreis"], "area", origin)
    ids = [*bulk.insert_places(fresh, "place", origin), *bulk.update_places(changed)]
    if ids:
        tx.publish(SubjectsImported(kind="place", ids=ids))


def import_postcodes(read: Iterable[tuple[int, str, str] | Problem], *, dry_run: bool = False) -> ImportReport:
    """Replace the postcodes of all municipalities; keys that are in no register are noted and left out."""
    report = ImportReport()
    ids = {row.key: row.id for row in bulk.stored("gemeinde").values()}
    pairs: dict[tuple[str, int], None] = {}
    for one in read:
        if isinstance(one, Problem):
            report.problems.append(one)
        elif one[2] in ids:
            pairs[one[1], ids[one[2]]] = None
        else:
            report.notes.append(f"Zeile {one[0]}: Der Schlüssel {one[2]} ist in keinem Register und bleibt aus.")
    report.new = len(pairs)
    if not report.problems and pairs and not dry_run:
        with transaction():
            db.session.execute(delete(Postcode))
            db.session.execute(insert(Postcode), [{"postcode": code, "place_id": at} for code, at in pairs])
        report.written = True
    return report


def end_place(key: str, *, on: date | None = None, successor_key: str | None = None) -> None:
    """A municipality has been dissolved: it leaves lists and suggestions; its page and content stay."""
    with transaction() as tx:
        place = db.session.scalars(select(Place).where(Place.level == "gemeinde", Place.key == key)).one()
        place.valid_to = on or clock.today()
        if successor_key:
            place.successor_id = db.session.scalars(select(Place.id).where(Place.key == successor_key)).one()
        tx.publish(SubjectChanged(kind="place", id=place.id))
