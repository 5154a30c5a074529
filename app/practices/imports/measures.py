"""The catalogue of measures into our tables: measures, their links to each other, and examples as stub cases."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO

from sqlalchemy import delete, insert, select

from app.core.csv_lines import Problem
from app.core.events import SubjectsImported
from app.core.subjects import Subject
from app.core.transaction import transaction
from app.extensions import db
from app.places.models import Place
from app.practices.cards import STUB_WORDS, case_card
from app.practices.imports.entries import KEPT, Entry, Step, plan
from app.practices.imports.prourban import ExampleRecord, PracticeRecord, read_practices, related_ids
from app.practices.imports.sources import PROURBAN
from app.practices.imports.topics import TopicMap
from app.practices.imports.towns import find_town, town_names
from app.practices.imports.writing import touched_ids, write
from app.practices.kinds import CASE, PRACTICE
from app.practices.models import PracticeLink

ORIGIN = "offene_daten"


@dataclass(frozen=True)
class MeasuresPlan:
    """What an import would do; problems: why it may not."""

    records: Sequence[PracticeRecord]
    measures: Sequence[Step]
    stubs: Sequence[Step]
    problems: Sequence[Problem]


def plan_measures(stream: BinaryIO, topics: TopicMap) -> MeasuresPlan:
    """Read the file and compare it with what we have. Writes nothing."""
    records, problems = read_practices(stream)
    _, unresolved = related_ids(records)
    measures = plan(PRACTICE, ORIGIN, [_measure(record, topics) for record in records])
    stubs = plan(CASE, ORIGIN, _stubs(records, topics))
    return MeasuresPlan(records, measures, stubs, [*problems, *unresolved])


def write_measures(planned: MeasuresPlan) -> None:
    """Write it all in one transaction. Only for a plan without problems."""
    with transaction() as tx:
        ids = write(PRACTICE, ORIGIN, planned.measures)
        _link(planned.records, {step.entry.external_id for step in planned.measures if step.action != KEPT}, ids)
        stubs = [_of_practice(step, ids) for step in planned.stubs]
        stub_ids = write(CASE, ORIGIN, stubs)
        tx.publish(SubjectsImported(PRACTICE, touched_ids(planned.measures, ids)))
        tx.publish(SubjectsImported(CASE, touched_ids(stubs, stub_ids)))


def _link(records: Sequence[PracticeRecord], ours: set[str], ids: dict[str, int]) -> None:
    """Links between measures; those that somebody edits by hand keep theirs."""
    related, _ = related_ids(records)
    rows = [
        {"practice_id": ids[one], "related_id": ids[other], "position": at}
        for one, others in related.items()
        if one in ours
        for at, other in enumerate(others)
    ]
    db.session.execute(delete(PracticeLink).where(PracticeLink.practice_id.in_([ids[one] for one in ours])))
    if rows:
        db.session.execute(insert(PracticeLink), rows)


def _measure(record: PracticeRecord, topics: TopicMap) -> Entry:
    steps = "\n\n".join(text for text in (record.solution, record.related_note) if text)
    thing: dict[str, Any] = {
        "problem_md": record.problem,
        "idea_md": record.description,
        "steps_md": steps,
        "effects_md": record.effect,
        "pitfalls_md": record.challenges,
        "target_groups": record.target_groups,
        "actors": record.actors,
        "cost_note": record.cost,
        "time_horizon": record.time_horizon,
        "spatial_scope": record.spatial_scope,
        "field_of_action": record.field_of_action,
        "rating_effect": record.effect_rating,
        "rating_effort": record.effort_rating,
    }
    subject = {"title": record.title, "summary": record.summary, "lang": record.lang, "card": _card(record)}
    return Entry(
        record.external_id, record.line, subject, thing, topics.of_measure(record.external_id, record.field_of_action),
        source=PROURBAN.row(author=PROURBAN.publisher),
    )  # fmt: skip


def _card(record: PracticeRecord) -> dict[str, Any]:
    return {"meta": [text for text in (record.field_of_action, record.time_horizon) if text]}


def _stubs(records: Sequence[PracticeRecord], topics: TopicMap) -> list[Entry]:
    towns = Towns()
    return [_stub(example, record, topics, towns) for record in records for example in record.examples]


def _stub(example: ExampleRecord, record: PracticeRecord, topics: TopicMap, towns: "Towns") -> Entry:
    subject = {
        "title": example.title,
        "summary": STUB_WORDS,
        "place_id": towns.place_id(example.title),
        "card": case_card(status=None, started_on=None, evidence_level="idea", is_stub=True),
    }
    return Entry(
        example.external_id,
        record.line,
        subject,
        {"is_stub": True, "evidence_level": "idea"},
        topics.of_measure(record.external_id, record.field_of_action),
        links=[(example.title, example.url)] if example.url else (),
        source=PROURBAN.row(author="", url=example.url),
        notes=[towns.note(example.title)],
    )


def _of_practice(step: Step, ids: dict[str, int]) -> Step:
    """The stub with the row number of its measure, known only now."""
    entry = step.entry
    practice_id = ids[entry.external_id.rpartition("/")[0]]
    thing = {**entry.thing, "practice_id": practice_id}
    return Step(Entry(**{**entry.__dict__, "thing": thing}), step.action, step.subject_id)


class Towns:
    """Municipalities of the register by the names they can be called; invented ones are not among them."""

    def __init__(self) -> None:
        query = (
            select(Place.key, Place.name, Place.id)
            .join(Subject, Subject.id == Place.id)
            .where(Place.level == "gemeinde", Place.valid_to.is_(None), Subject.origin != "demo")
        )
        rows = db.session.execute(query).all()
        self._names = town_names((row.key, row.name) for row in rows)
        self._rows = {row.key: row for row in rows}

    def place_id(self, words: str) -> int | None:
        row = self._rows.get(find_town(words, self._names) or "")
        return row.id if row else None

    def note(self, words: str) -> str:
        row = self._rows.get(find_town(words, self._names) or "")
        return f"(Ort: {row.name}, {row.key})" if row else "(Ort: offen)"
