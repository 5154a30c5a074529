"""`flask places import`: the register of municipalities, again and again."""

import json
from datetime import date
from pathlib import Path

import click
from flask.cli import AppGroup

from app.places.imports import read_postcodes, read_register
from app.places.services import ImportReport, import_postcodes, import_register

places = AppGroup("places", help="Städte und Gemeinden.")
MOST_SHOWN = 200
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@places.command("import")
@click.argument("file", type=FILE)
@click.option("--dry-run", is_flag=True, help="Nur sagen, was geschähe.")
@click.option("--postcodes", type=FILE, help="Auch die Postleitzahlen aus dieser Datei (plz, ags).")
@click.option("--stand", type=click.DateTime(["%Y-%m-%d"]), help="Tag, für den die Zahlen gelten.")
def import_(file: Path, dry_run: bool, postcodes: Path | None, stand: object) -> None:
    """Alle Gemeinden aus FILE, mit ihren Ländern und Kreisen. Wiederholbar: Es wird nichts doppelt."""
    as_of = stand.date() if stand else stated_date(file)  # type: ignore[attr-defined]
    with file.open("rb") as stream:
        report = import_register(read_register(stream), as_of=as_of, dry_run=dry_run)
    _tell(file, report, dry_run, f"{report.new} neu, {report.changed} geändert, {report.unchanged} unverändert")
    if postcodes:
        with postcodes.open("rb") as stream:
            report = import_postcodes(read_postcodes(stream), dry_run=dry_run)
        _tell(postcodes, report, dry_run, f"{report.new} Zuordnungen von Postleitzahlen")


def stated_date(file: Path) -> date | None:
    """The date in a file of the same name that ends in .meta.json: {"stand": "2019-12-31"}."""
    beside = file.with_suffix(".meta.json")
    return date.fromisoformat(json.loads(beside.read_text())["stand"]) if beside.is_file() else None


def _tell(file: Path, report: ImportReport, dry_run: bool, what: str) -> None:
    """Print the report; end with an error when the file was refused."""
    for problem in report.problems[:MOST_SHOWN]:
        click.echo(str(problem))
    if len(report.problems) > MOST_SHOWN:
        click.echo(f"… und {len(report.problems) - MOST_SHOWN} weitere Zeilen")
    if report.problems:
        click.echo(f"{file.name}: {len(report.problems)} Zeilen sind fehlerhaft. Es wurde nichts übernommen.")
        raise SystemExit(1)
    for note in report.notes[:MOST_SHOWN]:
        click.echo(note)
    click.echo(f"{file.name}: {what}{' (Probelauf, nichts geschrieben)' if dry_run else ''}.")
