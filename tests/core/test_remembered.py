from flask import g
from sqlalchemy import select

from app.core import cache_version
from app.core.remembered import remembered
from app.core.transaction import transaction
from app.extensions import db


def test_it_computes_once_until_the_next_write_a_guest_can_see(app):
    asked = []

    def compute():
        asked.append(1)
        return len(asked)

    assert [remembered("key", compute), remembered("key", compute)] == [1, 1]
    with transaction(raises_cache=False):
        pass
    assert remembered("key", compute) == 1
    with transaction():
        pass
    assert remembered("key", compute) == 2


def test_what_was_read_before_a_write_is_not_taken_for_what_came_after(make_app):
    """Both within one page: the database shows its state of the first statement, so the version is as old."""

    def ask(text):
        return remembered("word", lambda: text)

    app = make_app()
    with app.test_request_context("/"):
        db.session.execute(select(1))
        cache_version.raise_version()
        assert ask("old") == "old"
    with app.test_request_context("/"):
        assert ask("new") == "new"


def test_a_page_of_an_older_version_does_not_write_into_a_newer_one(make_app):
    app = make_app()
    with app.test_request_context("/"):
        remembered("first", lambda: 1)
        older = g.remembered
        cache_version.raise_version()
    with app.test_request_context("/"):
        remembered("first", lambda: 2)
        older.keep("second", "old")
        assert remembered("second", lambda: "new") == "new"
