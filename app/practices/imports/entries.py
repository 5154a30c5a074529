"""Entries as a source has them now, and what has to happen so that we have them too: nothing, write, or rewrite.

Two imports of the same file leave the same rows: an entry is known by its kind and the id its source gives it.
What people have taken over since (an entry made their own, edited or withdrawn by hand) is left alone.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from sqlalchemy import Row, select

from app.core.drafts import Revision
from app.core.subjects import Subject
from app.extensions import db
from app.practices.kinds import CASE, PRACTICE
from app.practices.models import CaseStudy, Practice
from app.topics.models import SubjectTopic

MODELS: dict[str, type[Practice] | type[CaseStudy]] = {PRACTICE: Practice, CASE: CaseStudy}
CHUNK = 400  # external ids asked for in one statement

NEW, CHANGED, SAME, KEPT = "neu", "geändert", "unverändert", "bleibt, weil hier weitergeschrieben wurde"


@dataclass(frozen=True)
class Entry:
    """One entry of a source.

    subject, thing: columns of the subject table and of the kind's own table; Markdown (x_md) without its HTML.
    facts, figures: rows of the tables of the same name without case_id. links: pairs of title and address.
    source: columns of the source table, None for what is ours.
    """

    external_id: str
    line: int
    subject: dict[str, Any]
    thing: dict[str, Any]
    topic_ids: frozenset[int] = frozenset()
    links: Sequence[tuple[str, str]] = ()
    facts: Sequence[dict[str, Any]] = ()
    figures: Sequence[dict[str, Any]] = ()
    source: dict[str, Any] | None = None
    notes: Sequence[str] = field(default=())

    @property
    def title(self) -> str:
        return self.subject["title"]


@dataclass(frozen=True)
class Step:
    """What happens to one entry; subject_id: of the row that is there already."""

    entry: Entry
    action: str
    subject_id: int | None = None

    def __str__(self) -> str:
        notes = "".join(f" {note}" for note in self.entry.notes)
        return f"Zeile {self.entry.line}: {self.action} – „{self.entry.title}“{notes}"


def plan(kind: str, origin: str, entries: Sequence[Entry]) -> list[Step]:
    """One step per entry, in order. Reads only."""
    steps = []
    for part in _chunks(entries, CHUNK):
        known = _known(kind, origin, part)
        topics = _topics([row.id for row in known.values()])
        steps += [_step(entry, known.get(entry.external_id), topics) for entry in part]
    return steps


def _step(entry: Entry, row: Row | None, topics: dict[int, frozenset[int]]) -> Step:
    if row is None:
        return Step(entry, NEW)
    if row.is_kept:
        return Step(entry, KEPT, row.id)
    same = topics.get(row.id, frozenset()) == entry.topic_ids and _reads_alike(entry, row)
    return Step(entry, SAME if same else CHANGED, row.id)


def _reads_alike(entry: Entry, row: Row) -> bool:
    wanted = {**entry.subject, **entry.thing}
    return all(getattr(row, name) == value for name, value in wanted.items() if name not in ("card", "changed_at"))


def _known(kind: str, origin: str, entries: Sequence[Entry]) -> dict[str, Row]:
    """Rows we have of these entries, by external id; is_kept: somebody has gone on with it."""
    model = MODELS[kind]
    columns = [getattr(Subject, name) for name in _names(entry.subject for entry in entries) if name != "card"]
    columns += [getattr(model, name) for name in _names(entry.thing for entry in entries)]
    edited = select(Revision.id).where(Revision.subject_id == Subject.id, Revision.author_id.is_not(None)).exists()
    is_kept = (Subject.origin != origin) | (Subject.state != "published") | edited
    query = (
        select(Subject.id, Subject.external_id, is_kept.label("is_kept"), *columns)
        .join(model, model.id == Subject.id)
        .where(Subject.kind == kind, Subject.origin.in_((origin, "mitglied")))
        .where(Subject.external_id.in_([entry.external_id for entry in entries]))
    )
    return {row.external_id: row for row in db.session.execute(query)}


def _names(rows: Iterable[dict[str, Any]]) -> list[str]:
    """The columns that at least one of the rows has."""
    return list(dict.fromkeys(name for row in rows for name in row))


def _topics(ids: Sequence[int]) -> dict[int, frozenset[int]]:
    found: dict[int, set[int]] = {}
    query = select(SubjectTopic.subject_id, SubjectTopic.topic_id).where(SubjectTopic.subject_id.in_(ids))
    for subject_id, topic_id in db.session.execute(query):
        found.setdefault(subject_id, set()).add(topic_id)
    return {subject_id: frozenset(topic_ids) for subject_id, topic_ids in found.items()}


def _chunks(items: Iterable[Entry], size: int) -> Iterator[list[Entry]]:
    iterator = iter(items)
    while part := list(islice(iterator, size)):
        yield part
