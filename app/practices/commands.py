"""`flask practices import FILE` and `flask case-studies import FILE`: with a dry run, line by line."""

import sys
from collections.abc import Sequence
from typing import BinaryIO

import click
from flask.cli import AppGroup

from app.core import formats
from app.core.csv_lines import Problem
from app.core.text import slugify
from app.core.transaction import transaction
from app.practices.imports.cases import plan_cases, write_cases
from app.practices.imports.entries import CHANGED, KEPT, NEW, SAME, Step
from app.practices.imports.measures import plan_measures, write_measures
from app.practices.imports.topics import add_listed_topics, add_own_topic, topic_ids, topic_map

PROBLEMS_SHOWN = 100

topics = AppGroup("topics", help="Themen")
practices = AppGroup("practices", help="Maßnahmen")
case_studies = AppGroup("case-studies", help="Praxisbeispiele")
file_argument = click.argument("file", type=click.File("rb"))
dry_run_option = click.option("--dry-run", is_flag=True, help="Nur sagen, was geschähe.")


@topics.command("load")
def load_topics() -> None:
    """Die mitgelieferten Themen eintragen, die es hier noch nicht gibt. Wiederholbar."""
    with transaction():
        count = add_listed_topics()
    click.echo(f"{count} Themen eingetragen.")


@practices.command("import")
@file_argument
@dry_run_option
def import_practices(file: BinaryIO, dry_run: bool) -> None:
    """Maßnahmen aus JSON-Zeilen übernehmen (Felder wie prourban_massnahmen.jsonl)."""
    if not dry_run:
        with transaction():
            add_listed_topics()
    planned = plan_measures(file, topic_map())
    if dry_run:
        tell([*planned.measures, *planned.stubs], planned.problems)
    refuse(planned.problems, dry_run)
    if not dry_run:
        write_measures(planned)
    click.echo(summary("Maßnahmen", planned.measures, dry_run))
    click.echo(summary("Beispiele laut Quelle", planned.stubs, dry_run))


@case_studies.command("import")
@file_argument
@dry_run_option
@click.option("--topic", default="", metavar="SLUG", help="Thema aller Einträge; ohne: gewöhnliche Einträge.")
def import_case_studies(file: BinaryIO, dry_run: bool, topic: str) -> None:
    """Praxisbeispiele aus JSON-Zeilen übernehmen (Felder wie codefor_projekte.jsonl)."""
    topics = frozenset({topic_id(topic, dry_run)}) if topic else frozenset()
    planned = plan_cases(file, topics)
    if dry_run:
        tell(planned.steps, planned.problems)
    refuse(planned.problems, dry_run)
    if not dry_run:
        write_cases(planned, lambda count: show_progress(count, len(planned.steps)))
    click.echo(summary("Praxisbeispiele", planned.steps, dry_run))


def topic_id(slug: str, dry_run: bool) -> int:
    """The topic's id; an unknown topic is added, in a dry run only announced (then its id is 0)."""
    if slugify(slug) != slug:
        raise click.BadParameter(f"„{slug}“ ist kein Kurzname. Gemeint sein könnte „{slugify(slug)}“.")
    if slug not in topic_ids() and not dry_run:
        with transaction():
            add_listed_topics()
            if slug not in topic_ids():
                add_own_topic(slug)
                click.echo(f"Das Thema „{slug}“ ist neu. Es steht außerhalb der gewöhnlichen Suche.")
    return topic_ids().get(slug, 0)


def refuse(problems: Sequence[Problem], dry_run: bool) -> None:
    """Say what is wrong and end with code 1; nothing has been imported. A dry run has said it line by line."""
    if not problems:
        return
    shown = [] if dry_run else sorted(problems, key=lambda one: one.line)[:PROBLEMS_SHOWN]
    for problem in shown:
        click.echo(str(problem), err=True)
    if not dry_run and len(problems) > PROBLEMS_SHOWN:
        click.echo(f"… und {len(problems) - PROBLEMS_SHOWN} weitere.", err=True)
    click.echo(f"Nichts übernommen: {formats.counted(len(problems), 'Zeile ist', 'Zeilen sind')} fehlerhaft.", err=True)
    sys.exit(1)


def tell(steps: Sequence[Step], problems: Sequence[Problem]) -> None:
    """What would happen, in the order of the file."""
    lines = [(step.entry.line, str(step)) for step in steps] + [(problem.line, str(problem)) for problem in problems]
    for _, words in sorted(lines, key=lambda line: line[0]):
        click.echo(words)


def summary(things: str, steps: Sequence[Step], dry_run: bool) -> str:
    """E.g. "34 Maßnahmen: 30 neu, 1 geändert, 3 unverändert."; in a dry run "Probelauf" stands in front."""
    counts = [(sum(step.action == action for step in steps), action) for action in (NEW, CHANGED, SAME, KEPT)]
    shown = ", ".join(f"{count} {action}" for count, action in counts if count or action == NEW)
    return f"{'Probelauf, nichts geschrieben: ' if dry_run else ''}{len(steps)} {things}: {shown}."


def show_progress(count: int, total: int) -> None:
    if total > 1_000 and count % 1_000 == 0:
        click.echo(f"  {count} von {total} …")
