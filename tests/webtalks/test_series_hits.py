"""Ten dates with the same words are one hit: the next of them."""

from datetime import date, time, timedelta

import pytest
from sqlalchemy import delete, select

from app.core import clock
from app.core.subjects import Subject
from app.core.transaction import transaction
from app.extensions import db
from app.search.models import IndexPending
from app.webtalks import series_hits
from app.webtalks.models import Series
from app.webtalks.services.scheduling import cancel
from app.webtalks.subject import WEBTALKS
from tests.factories.webtalks import WebtalkFactory

FIRST = "2027-03-09T10:00"


@pytest.fixture
def dates(app, organisation, at):
    """Three weekly dates, seen a day before the first."""
    start = at(FIRST)
    at("2027-03-08T09:00")
    with transaction():
        series = Series(
            title="Leerstand", rhythm="weekly", count=3, length_minutes=60, starts_on=date(2027, 3, 9),
            starts_at_time=time(10), owner_id=organisation.id,
        )  # fmt: skip
        db.session.add(series)
        db.session.flush()
    return [
        WebtalkFactory(
            title=f"Leerstand {number}", owner_id=organisation.id, series_id=series.id,
            series_on=date(2027, 3, 9) + timedelta(weeks=number), starts_at=start + timedelta(weeks=number),
        )
        for number in range(3)
    ]  # fmt: skip


def found() -> list[str]:
    db.session.expire_all()
    return [one.title for one in WEBTALKS.documents(list(db.session.scalars(select(Subject.id))))]


def marked() -> set[int]:
    with transaction():
        ids = set(db.session.scalars(select(IndexPending.subject_id)))
        db.session.execute(delete(IndexPending))
    return ids


def test_the_next_date_stands_for_its_series_and_the_last_one_when_all_are_over(dates, at):
    assert found() == ["Leerstand 0"]
    at("2027-03-09T11:00")
    assert found() == ["Leerstand 1"]
    at("2027-06-01T11:00")
    assert found() == ["Leerstand 2"]


def test_a_cancelled_or_hidden_date_gives_its_place_to_the_next(dates, anna):
    marked()
    cancel(dates[0], "Krank", actor=anna.actor)
    assert found() == ["Leerstand 1"]
    assert {dates[0].id, dates[1].id} <= marked()
    with transaction(dates[1]):
        dates[1].subject.hidden_at = clock.now()
    assert found() == ["Leerstand 2"]


def test_when_a_date_has_ended_the_index_hears_of_it_once_a_minute(dates, at):
    marked()
    assert not series_hits.just_ended()
    at("2027-03-09T11:05")
    assert series_hits.just_ended()
    series_hits.tick()
    assert {dates[0].id, dates[1].id} <= marked()
    at("2027-03-09T12:05")
    assert not series_hits.just_ended()
