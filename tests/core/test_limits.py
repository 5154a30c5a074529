from datetime import timedelta

from sqlalchemy import func, select, update

from app.core import clock
from app.core.limits import Limit, LimitCount, clear, hit, within
from app.core.transaction import transaction
from app.extensions import db

THREE = Limit("test.three", 3, 900)


def test_the_fourth_time_is_one_too_many(app):
    assert [hit(THREE, "anna") for _ in range(4)] == [True, True, True, False]
    assert not within(THREE, "anna")
    assert hit(THREE, "bernd")


def test_it_holds_after_a_restart_and_in_other_workers(make_app):
    with make_app().app_context():
        for _ in range(3):
            hit(THREE, "anna")
    with make_app().app_context():
        assert not hit(THREE, "anna")


def test_the_window_ends(app):
    for _ in range(4):
        hit(THREE, "anna")
    with transaction():
        db.session.execute(update(LimitCount).values(ends_at=clock.now() - timedelta(seconds=1)))
    assert within(THREE, "anna")
    assert hit(THREE, "anna")


def test_it_can_be_forgotten(app):
    for _ in range(4):
        hit(THREE, "anna")
    clear(THREE, "anna")
    assert hit(THREE, "anna")


def test_nobody_can_be_read_from_the_table(app):
    hit(THREE, "anna@example.org")
    row = db.session.scalars(select(LimitCount)).one()
    assert "anna" not in row.key
    assert db.session.scalar(select(func.count(LimitCount.key))) == 1
