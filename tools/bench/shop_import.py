"""How many rows a second an import takes in: planned and written by the command's own code, into an empty directory."""

import csv
import random
import resource
import time
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import delete

from app import create_app
from app.core.subjects import Subject
from app.core.transaction import transaction
from app.extensions import db
from app.shops.entering.imports.files import first_line, read_file
from app.shops.entering.imports.planning import plan
from app.shops.entering.imports.sources import source_of
from app.shops.entering.imports.writing import write
from app.shops.kinds import SHOP
from config import Settings
from tools.bench.shop_site import FAMILIES, KINDS, ShopSite, spots

HEAD = ("osm_id", "name", "kategorie", "strasse", "hausnummer", "lat", "lon", "oeffnungszeiten", "website")


@dataclass(frozen=True)
class Taken:
    """Seconds of computing for the dry run and for all; rows a second by the clock and by computing."""

    dry_cpu: float
    cpu: float
    rows: int
    seconds: float


def measure_import(site: ShopSite, rows: int) -> Taken:
    """Into a site without shops; they are taken out again."""
    file = site.place / f"shops-{rows}.csv"
    _write_file(file, rows)
    app = create_app(Settings.from_environment(site.environment))
    with app.app_context():
        begun, cpu = time.perf_counter(), _cpu()
        planned = plan(source_of(file, first_line(file)), read_file(file))
        dry = _cpu() - cpu
        write(planned)
        taken = Taken(dry, _cpu() - cpu, len(planned.steps), time.perf_counter() - begun)
        with transaction():
            db.session.execute(delete(Subject).where(Subject.kind == SHOP))
    return taken


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def _write_file(file: Path, rows: int) -> None:
    chance = random.Random(11)
    places = spots()
    with file.open("w", encoding="utf-8", newline="") as stream:
        lines = csv.writer(stream)
        lines.writerow(HEAD)
        for number in range(rows):
            lat, lon = chance.choice(places)
            kind = chance.choice(KINDS)
            name = f"{chance.choice(kind[2])} {chance.choice(FAMILIES)} {number}"
            where = (f"{lat + chance.gauss(0, 0.02):.6f}", f"{lon + chance.gauss(0, 0.03):.6f}")
            lines.writerow((f"n{number}", name, kind[0], "Hauptstraße", number % 90, *where, "Mo-Sa 10:00-18:00", ""))
