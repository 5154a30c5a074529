"""What index and database say differently is noticed, mended and told to the staff."""

from datetime import timedelta

import pytest
from sqlalchemy import delete, select

from app.core import clock
from app.core.events import SubjectChanged
from app.core.subjects import Subject
from app.core.transaction import transaction
from app.extensions import db
from app.search import indexing
from app.search.documents import documents_of
from app.search.models import IndexPending
from app.search.service import engine
from app.search.upkeep import comparing
from app.search.upkeep.comparing import Comparison, compare, compare_and_mend
from app.search.upkeep.models import IndexCheck
from tests.factories.practices import PracticeFactory


@pytest.fixture(params=["tantivy", "whoosh"])
def three(make_app, request):
    with make_app(search_engine=request.param).app_context():
        made = [PracticeFactory(title=f"Markthalle {number}").id for number in range(3)]
        indexing.rebuild()
        yield made


def test_what_is_equal_is_equal(three):
    assert compare() == Comparison(in_database=3, in_index=3)


def test_every_difference_is_named_and_mended(three):
    first, second, third = three
    with transaction():
        db.session.get_one(Subject, first).title = "Wochenmarkt"
        db.session.get_one(Subject, second).state = "withdrawn"
    engine().index([], deleted=[third])
    found = compare()
    assert (found.outdated, found.superfluous, found.missing) == ({first}, {second}, {third})
    assert compare_and_mend().differences == 3
    indexing.index_pending()
    assert not compare().different
    kept = db.session.scalars(select(IndexCheck)).one()
    assert (kept.in_database, kept.in_index, kept.outdated, kept.superfluous, kept.missing) == (2, 2, 1, 1, 1)


def test_what_waits_for_the_indexer_is_no_difference(three):
    with transaction() as tx:
        db.session.get_one(Subject, three[0]).title = "Wochenmarkt"
        tx.publish(SubjectChanged(kind="practice", id=three[0]))
    assert not compare().different


def test_an_entry_that_stands_there_twice_is_put_right(three, monkeypatch):
    twice = [*engine().contents(), *engine().contents()]
    monkeypatch.setattr(type(engine()), "contents", lambda _: twice)
    assert compare_and_mend().doubled == 3
    assert set(db.session.scalars(select(IndexPending.subject_id))) == set(three)


def test_a_broken_index_is_built_anew(app, run_jobs):
    PracticeFactory(title="Markthalle")
    assert compare_and_mend().is_broken
    run_jobs()
    assert not compare().different


def test_once_a_night_or_when_a_night_was_missed(app, monkeypatch):
    assert not comparing.is_due()
    night = clock.now().replace(hour=1)
    db.session.add(IndexCheck(began_at=night))
    db.session.commit()
    times = {night + timedelta(hours=hours): hours in (24, 36) for hours in (2, 12, 24, 28, 36)}
    for now, is_due in times.items():
        monkeypatch.setattr(clock, "now", lambda now=now: now)
        assert comparing.is_due() is is_due, now


def test_staff_sees_the_state_and_may_compare_and_rebuild(client, log_in, mona, run_jobs):
    PracticeFactory(title="Markthalle")
    desk = log_in(client, mona)
    assert "Der Index fehlt" in desk.get("/redaktion/suchindex").text
    assert "Suchindex" not in desk.get("/redaktion/").text.split("<main")[1].split("</nav>")[-1]
    assert desk.post("/redaktion/suchindex/neu-aufbauen", follow_redirects=True).status_code == 200
    run_jobs()
    compare_and_mend()
    assert "gleich" in desk.get("/redaktion/suchindex").text
    with transaction():
        db.session.execute(delete(IndexCheck))
    engine().index([], deleted=[document.id for document in documents_of(db.session.scalars(select(Subject.id)))])
    desk.post("/redaktion/suchindex/vergleichen")
    run_jobs()
    assert "berichtigt: 1 fehlend" in desk.get("/redaktion/suchindex").text
    assert "Suchindex berichtigt" in desk.get("/redaktion/").text
