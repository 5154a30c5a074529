"""`flask shops import FILE`: with a dry run, line by line."""

import sys
from collections import Counter
from pathlib import Path

import click
from flask.cli import AppGroup

from app.core import formats
from app.core.csv_lines import Problem
from app.shops.entering.imports.boxes import BadBox, Box, box_of
from app.shops.entering.imports.files import first_line, read_file
from app.shops.entering.imports.osm import Wanted
from app.shops.entering.imports.planning import ACTIONS, NEW, Planned, plan
from app.shops.entering.imports.sources import source_of
from app.shops.entering.imports.writing import write

PROBLEMS_SHOWN = 100

shops = AppGroup("shops", help="Läden & Lokale")


@shops.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Nur sagen, was geschähe.")
@click.option("--skip-bad", is_flag=True, help="Fehlerhafte Zeilen auslassen, statt nichts zu übernehmen.")
@click.option("--source", default="", metavar="KURZNAME", help="Woran dieselbe Quelle später wiedererkannt wird.")
@click.option("--source-name", default="", metavar="TEXT", help="Wie die Quelle auf der Seite genannt wird.")
@click.option("--licence", default="", metavar="TEXT", help="Lizenz der Daten.")
@click.option("--bbox", default="", metavar="W,S,O,N", help="Nur dieses Gebiet (OpenStreetMap), in Grad.")
@click.option("--tag", "tags", multiple=True, metavar="shop=books", help="Nur diese Tags (OpenStreetMap).")
def import_shops(
    file: Path, dry_run: bool, skip_bad: bool, source: str, source_name: str, licence: str, bbox: str, tags: tuple
) -> None:
    """Läden aus CSV, GeoJSON oder OpenStreetMap (XML, PBF) übernehmen."""
    origin = source_of(file, first_line(file), key=source, name=source_name, licence=licence)
    planned = plan(origin, read_file(file, Wanted(_box(bbox), tags)))
    if dry_run:
        _tell(planned)
    _refuse(planned.problems, dry_run, skip_bad)
    if not dry_run:
        write(planned, lambda count: _show_progress(count, len(planned.of(NEW))))
    click.echo(summary(planned, dry_run))


def _box(text: str) -> Box | None:
    try:
        return box_of(text)
    except BadBox as problem:
        raise click.BadParameter(str(problem)) from None


def _tell(planned: Planned) -> None:
    """What would happen, in the order of the file."""
    lines = [(step.record.line, str(step)) for step in planned.steps]
    lines += [(problem.line, str(problem)) for problem in planned.problems]
    for _, words in sorted(lines, key=lambda line: line[0]):
        click.echo(words)


def _refuse(problems: list[Problem], dry_run: bool, skip_bad: bool) -> None:
    """Say what is wrong; unless bad lines may be left out, end with code 1 and take in nothing."""
    if not problems:
        return
    for problem in [] if dry_run else problems[:PROBLEMS_SHOWN]:
        click.echo(str(problem), err=True)
    if not dry_run and len(problems) > PROBLEMS_SHOWN:
        click.echo(f"… und {len(problems) - PROBLEMS_SHOWN} weitere.", err=True)
    count = formats.counted(len(problems), "Zeile ist", "Zeilen sind")
    if skip_bad:
        click.echo(f"{count} fehlerhaft und ausgelassen.", err=True)
        return
    click.echo(f"Nichts übernommen: {count} fehlerhaft. Mit --skip-bad bleiben sie aus.", err=True)
    sys.exit(1)


def summary(planned: Planned, dry_run: bool) -> str:
    """E.g. "1.393 Läden: 1.390 neu, 3 unverändert."; in a dry run "Probelauf" stands in front."""
    counted = Counter(step.action for step in planned.steps)
    shown = "; ".join(f"{counted[action]} {action}" for action in ACTIONS if counted[action] or action == NEW)
    return f"{'Probelauf, nichts geschrieben: ' if dry_run else ''}{len(planned.steps)} Läden: {shown}."


def _show_progress(count: int, total: int) -> None:
    if total > 5_000 and count % 5_000 == 0:
        click.echo(f"  {count} von {total} …")
