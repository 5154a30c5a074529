"""How often somebody may do a thing: the same whether Redis counts or the table."""

import pytest
from sqlalchemy import select

from app.core.limits import Limit, LimitCount, address, clear, hit, within
from app.extensions import db

THREE = Limit("test.three", 3, 900)
pytestmark = pytest.mark.usefixtures("both_counters")


def test_the_fourth_time_is_one_too_many(app):
    assert [within(THREE, "anna") and hit(THREE, "anna") for _ in range(3)] == [True] * 3
    assert not within(THREE, "anna")
    assert not hit(THREE, "anna")
    assert hit(THREE, "bernd")


def test_it_holds_after_a_restart_and_in_other_workers(make_app):
    with make_app().app_context():
        for _ in range(3):
            hit(THREE, "anna")
    with make_app().app_context():
        assert not hit(THREE, "anna")


def test_the_window_ends(app, end_windows):
    for _ in range(4):
        hit(THREE, "anna")
    end_windows()
    assert within(THREE, "anna")
    assert hit(THREE, "anna")


def test_it_can_be_forgotten(app):
    for _ in range(4):
        hit(THREE, "anna")
    clear(THREE, "anna")
    assert hit(THREE, "anna")


def test_nobody_can_be_read_from_what_is_kept(app, request):
    hit(THREE, "anna@example.org")
    by_redis = app.config["SETTINGS"].redis_url
    kept = list(request.getfixturevalue("redis").client.scan_iter()) if by_redis else _rows()
    assert len(kept) == 1
    assert "anna" not in str(kept)


def _rows():
    return db.session.scalars(select(LimitCount.key)).all()


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2001:db8::1", "2001:db8::2:3:4:5", True),
        ("2001:db8:1:2::1", "2001:db8:1:2:3:4:5:6", True),
        ("2001:db8::1", "2001:db8:0:1::1", False),
        ("192.0.2.1", "192.0.2.2", False),
    ],
)
def test_one_network_is_one_however_its_zeros_are_written(app, one, other, same):
    found = []
    for text in (one, other):
        with app.test_request_context(environ_base={"REMOTE_ADDR": text}):
            found.append(address())
    assert (found[0] == found[1]) is same
