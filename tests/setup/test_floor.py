"""The floor itself: a fresh database per test, requests that share nothing with the test, jobs and cast."""

import pytest
from sqlalchemy import select

from app.accounts.models import User
from app.extensions import db


@pytest.mark.parametrize("turn", [1, 2])
def test_every_test_begins_with_nobody_in_the_database(anna, turn):
    assert db.session.scalars(select(User.name)).all() == ["Anna Adler"]


def test_the_schema_comes_from_the_migrations(app, database_kind):
    assert db.engine.dialect.name == database_kind
    assert db.session.execute(db.text("SELECT version_num FROM alembic_version")).scalar()


def test_a_statement_is_counted_and_a_commit_is_not(anna, count_sql):
    with count_sql() as statements:
        db.session.scalars(select(User)).all()
        db.session.commit()
    assert len(statements) == 1


def test_the_cast_has_its_roles(anna, bernd, clara, mona, organisation):
    assert anna.actor.has("org_admin", organisation.id)
    assert bernd.actor.organisation_ids() == (organisation.id,)
    assert clara.actor.roles == frozenset()
    assert mona.actor.is_staff


def test_nothing_is_left_to_do_once_the_jobs_have_run(run_jobs, outbox):
    run_jobs()
    assert run_jobs() == 0
    assert len(outbox) == 0


def test_the_steps_of_the_tables_are_run_by_flask_db(app):
    """The command that operating.md names for every update."""
    answer = app.test_cli_runner().invoke(args=["db", "current"])
    assert answer.exit_code == 0, answer.output
    assert "upgrade" in app.test_cli_runner().invoke(args=["db", "--help"]).output
