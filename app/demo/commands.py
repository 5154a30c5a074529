"""`flask demo load`, `flask demo remove`, `flask demo logins`."""

import time

import click
from flask import current_app
from flask.cli import AppGroup
from sqlalchemy import select

from app.accounts.models import User
from app.demo import records
from app.demo.loading import steps
from app.demo.removal import remove_demo
from app.extensions import db

demo = AppGroup("demo", help="Beispieldaten: erfundene Orte und offene Daten.")
NAMES = {
    "campaign": "Hilfsaktionen",
    "webtalk": "Webtalks",
    "recap": "Rückblicke",
    "shop": "Läden",
    "practice": "Maßnahmen",
    "case_study": "Praxisbeispiele",
    "organisation": "Organisationen",
    "place": "Orte",
    "area": "Kreise",
    "person": "Menschen",
}
MOST_ENTRIES = 200_000


@demo.command("load")
@click.option("--entries", type=click.IntRange(0, MOST_ENTRIES), default=0, help="So viele Einträge dazu erzeugen.")
def load(entries: int) -> None:
    """Beispieldaten laden; Wiederholen verdoppelt nichts."""
    began = time.monotonic()
    for step in steps(entries=entries, with_log_ins=log_ins_allowed(), say=click.echo):
        click.echo(f"{step.label} …", nl=False)
        started = time.monotonic()
        result = step.do()
        click.echo(f" {result} ({time.monotonic() - started:.1f} s)")
    if not log_ins_allowed():
        click.echo("Ohne DEMO=true gibt es auf einer Seite mit HTTPS keine Demo-Anmeldungen.")
    click.echo(f"Alles geladen in {time.monotonic() - began:.0f} s.")


@demo.command("remove")
def remove() -> None:
    """Beispieldaten und mitgelieferte offene Daten wieder entfernen; Gemeinden, Themen und eigene Listen bleiben."""
    for name, count in remove_demo().items():
        click.echo(f"{count} {NAMES.get(name, name)} entfernt.")


@demo.command("logins")
def logins() -> None:
    """Die Demo-Anmeldungen nennen, eine je Rolle."""
    listed = records.people()
    query = select(User.email).where(User.origin == "demo", User.password_hash != "")
    present = set(db.session.scalars(query))
    people = [person for person in listed.people if person.login and person.email in present]
    if not people:
        click.echo("Es gibt keine Demo-Anmeldungen. Abhilfe: flask demo load")
        return
    click.echo(f"Demo-Anmeldungen (Passwort: {listed.password})")
    for person in people:
        click.echo(f"  {person.email:<44} {person.login}")


def log_ins_allowed() -> bool:
    """The demo password is public: on a site with HTTPS it opens nothing unless the operator says DEMO=true."""
    settings = current_app.config["SETTINGS"]
    return settings.demo or not settings.https
