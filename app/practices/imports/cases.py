"""A file of cases (fields of codefor_projekte.jsonl) into our tables, as open data with their visible source."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import Any, BinaryIO

from app.core.csv_lines import Problem
from app.core.events import SubjectsImported
from app.core.transaction import transaction
from app.practices.cards import case_card
from app.practices.imports.codefor import CaseRecord, read_cases
from app.practices.imports.entries import Entry, Step, plan
from app.practices.imports.fields import TEXT_LIMIT_BYTES
from app.practices.imports.sources import source_of
from app.practices.imports.writing import Progress, ready, touched_ids, write
from app.practices.kinds import CASE

ORIGIN = "offene_daten"
STATUS_WORDS = (
    ("stopped", re.compile(r"discontinued|verwaist|festgefahren|eingestellt|gestoppt", re.IGNORECASE)),
    ("finished", re.compile(r"abgeschlossen|finished|fertig|done|released|beendet", re.IGNORECASE)),
    ("running", re.compile(r"laufend|in progress|in arbeit|active|produktiv|aktualisiert|entwicklung", re.IGNORECASE)),
    ("idea", re.compile(r"idee|machbarkeit|konzept", re.IGNORECASE)),
)


@dataclass(frozen=True)
class CasesPlan:
    """What an import would do; problems: why it may not."""

    steps: Sequence[Step]
    problems: Sequence[Problem]


def plan_cases(stream: BinaryIO, topic_ids: frozenset[int]) -> CasesPlan:
    """Read the file and compare it with what we have. topic_ids: of every entry. Writes nothing."""
    records, problems = read_cases(stream)
    return CasesPlan(plan(CASE, ORIGIN, [_entry(record, topic_ids) for record in records]), problems)


def write_cases(planned: CasesPlan, progress: Progress = lambda _count: None) -> None:
    """Write it all in one transaction. Only for a plan without problems."""
    steps = ready(planned.steps)
    with transaction() as tx:
        ids = write(CASE, ORIGIN, steps, progress)
        tx.publish(SubjectsImported(CASE, touched_ids(planned.steps, ids)))


def status_of(words: str) -> str | None:
    """Our status for the free text of a source, None when it says nothing we know."""
    return next((status for status, pattern in STATUS_WORDS if pattern.search(words)), None)


def _entry(record: CaseRecord, topic_ids: frozenset[int]) -> Entry:
    status = status_of(record.status)
    level = "idea" if status in (None, "idea") else "running"
    subject: dict[str, Any] = {
        "title": record.title,
        "summary": record.summary,
        "lang": record.lang[:8],
        "card": {**case_card(status=None, started_on=None, evidence_level=level), "meta": _meta(record)},
    }
    if record.started_on:
        subject["published_at"] = datetime.combine(record.started_on, time(12), UTC)
    thing = {"what_md": _body(record), "status": status, "evidence_level": level}
    source = source_of(record.source_url).row(author=record.author[:300], url=record.source_url[:1000])
    links = [(link.title[:300], link.url) for link in record.links if len(link.url) <= 1000]
    return Entry(
        record.external_id, record.line, subject, thing, topic_ids, links=links, source=source, notes=record.notes
    )


def _meta(record: CaseRecord) -> list[str]:
    return [text for text in (record.author, str(record.started_on.year) if record.started_on else "") if text]


def _body(record: CaseRecord) -> str:
    """The text of the source, and its keywords as a last line, so that they are found."""
    keywords = f"\n\nSchlagworte: {', '.join(record.keywords)}" if record.keywords else ""
    text = record.body_md + keywords
    return text if len(text.encode()) <= TEXT_LIMIT_BYTES else record.body_md
