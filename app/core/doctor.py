"""`flask doctor`: what is missing before this installation may serve people, in plain sentences."""

import shutil
import smtplib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import Any

import click
from flask import current_app
from flask.cli import with_appcontext

from app.core import health
from app.core.mail.sending import connect
from app.core.redis_counts import redis_counts
from app.extensions import db

GOOD, ADVICE, BAD = "gut", "Rat", "FEHLT"
LEAST_MEGABYTES = 500


@dataclass(frozen=True)
class Finding:
    """grade: GOOD, ADVICE (works, but think of it) or BAD (does not work)."""

    grade: str
    text: str


def findings() -> Iterator[Finding]:
    """Everything doctor looks at; one broken part never hides the others."""
    checks = current_app.extensions.get("ortskern_checks", {})
    for check in (_database, _schema, _folder, _room, _jobs, _mail, _redis, _address, *map(_named, checks.items())):
        try:
            yield check()
        except Exception as error:
            yield Finding(BAD, f"{check.__name__.strip('_')}: {type(error).__name__}: {error}")


def _database() -> Finding:
    health.check_database()
    return Finding(GOOD, f"Die Datenbank antwortet ({db.engine.dialect.name}).")


def _schema() -> Finding:
    present, newest = import_module("app.core.schema").revisions()
    if present != newest:
        return Finding(BAD, f"Die Tabellen haben den Stand {present}, nötig ist {newest}: flask db upgrade")
    return Finding(GOOD, f"Die Tabellen haben den neuesten Stand ({newest}).")


def _folder() -> Finding:
    path = _settings().instance_path
    probe = path / ".doctor"
    probe.write_text("x")
    probe.unlink()
    return Finding(GOOD, f"Der Ordner {path} ist beschreibbar.")


def _room() -> Finding:
    free = shutil.disk_usage(_settings().instance_path).free // 1_000_000
    if free < LEAST_MEGABYTES:
        return Finding(BAD, f"Auf der Platte sind nur noch {free} MB frei; bald lässt sich nichts mehr speichern.")
    return Finding(GOOD, "Auf der Platte ist Platz.")


def _jobs() -> Finding:
    problem = health.check_jobs()
    return Finding(BAD, f"Aufgaben: {problem}") if problem else Finding(GOOD, "Keine Aufgabe wartet zu lange.")


def _mail() -> Finding:
    settings = _settings()
    if not settings.mail_url:
        return Finding(ADVICE, "Es ist kein Mailserver eingestellt (MAIL_URL): Mail bleibt im Postausgang.")
    try:
        with connect(settings) as server:
            server.noop()
    except (OSError, smtplib.SMTPException) as error:
        return Finding(BAD, f"Der Mailserver antwortet nicht: {error}")
    return Finding(GOOD, "Der Mailserver antwortet.")


def _redis() -> Finding:
    counts = redis_counts()
    if counts is None:
        return Finding(GOOD, "Zugriffsgrenzen werden in der Datenbank gezählt.")
    try:
        counts.limiter.storage.storage.ping()  # type: ignore[attr-defined]
    except counts.failures as error:
        return Finding(BAD, f"Redis antwortet nicht, Zugriffsgrenzen zählt solange die Datenbank: {error}")
    return Finding(GOOD, "Redis antwortet und zählt die Zugriffsgrenzen.")


def _address() -> Finding:
    settings = _settings()
    if not settings.server_name:
        return Finding(ADVICE, "SERVER_NAME fehlt: Verweise in Mails zeigen auf diese Maschine.")
    if not settings.https:
        return Finding(ADVICE, "HTTPS ist nicht eingeschaltet: Cookies sind nicht an HTTPS gebunden.")
    return Finding(GOOD, f"Die Seite heißt {settings.base_url}.")


def _named(item: tuple[str, Callable[[], str]]) -> Callable[[], Finding]:
    name, ask = item

    def check() -> Finding:
        problem = ask()
        return Finding(BAD, f"{name}: {problem}") if problem else Finding(GOOD, f"{name}: in Ordnung.")

    check.__name__ = name
    return check


def _settings() -> Any:
    return current_app.config["SETTINGS"]


@click.command("doctor")
@with_appcontext
def doctor() -> None:
    """Say what is missing; ends with 1 when something does not work."""
    seen = list(findings())
    for finding in seen:
        click.echo(f"{finding.grade:>5}  {finding.text}")
    if any(finding.grade == BAD for finding in seen):
        raise SystemExit(1)
