"""What reads alike is noted by the worker, once the index is there."""

import pytest
from sqlalchemy import select

from app.core.jobs.models import Job
from app.core.subjects import Subject
from app.extensions import db
from app.practices import likeness
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
