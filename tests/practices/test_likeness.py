"""What reads alike is noted by the worker, once the index is there."""

import pytest
from sqlalchemy import select

from app.core import clock
from app.core.events import SubjectsImported
from app.core.jobs.models import Job
from app.core.subjects import Subject
from app.core.transaction import transaction
from app.extensions import db
from app.practices import likeness
from app.practices.kinds import CASE
from tests.factories.practices import CaseFactory


@pytest.fixture
def alike(monkeypatch):
    """What the index answers, by id."""
    answers: dict[int, list[int]] = {}
    monkeypatch.setattr("app.practices.likeness.ports.similar", lambda number, _limit: answers.get(number, []))
    return answers


def similar_of(case) -> list[int] | None:
    db.session.commit()
    return db.session.get_one(Subject, case.id).card.get("similar")


def test_examples_without_facts_are_left_out(app, alike):
    case, told, stub = CaseFactory(), CaseFactory(), CaseFactory(is_stub=True)
    alike[case.id] = [stub.id, told.id]
    likeness.note_similar({"ids": [case.id]})
    assert similar_of(case) == [told.id]


def test_it_waits_for_an_index_that_is_still_being_built(app, alike):
    cases = [CaseFactory(), CaseFactory()]
    likeness.note_similar({"ids": [case.id for case in cases]})
    waiting = db.session.scalars(select(Job).where(Job.name == likeness.NOTE)).all()
    assert [job.payload["waits"] for job in waiting] == [1]
    assert similar_of(cases[0]) is None
    likeness.note_similar({"ids": [case.id for case in cases], "waits": likeness.MOST_WAITS})
    assert similar_of(cases[0]) == []


def test_a_large_import_is_walked_through_bit_by_bit(app, alike, monkeypatch):
    monkeypatch.setattr(likeness, "MOST_AT_ONCE", 2)
    monkeypatch.setattr(likeness, "AT_ONCE", 2)
    cases = [CaseFactory() for _ in range(3)]
    for case in cases:
        alike[case.id] = [cases[0].id]
    likeness.on_import(SubjectsImported(CASE, [case.id for case in cases]))
    steps = 0
    while job := db.session.scalar(select(Job).where(Job.name == likeness.WALK, Job.done_at.is_(None))):
        likeness.walk_on(dict(job.payload))
        with transaction():
            db.session.get_one(Job, job.id).done_at = clock.now()
        steps += 1
    assert steps == 3
    assert [similar_of(case) for case in cases] == [[cases[0].id]] * 3
