"""A later start looks properly only when something has changed since the last."""

import sqlite3

import pytest

from tools.prepared import as_last_time, note


@pytest.fixture
def place(tmp_path):
    """An instance folder with a database of revision 1 and one invented person who may log in."""
    with sqlite3.connect(tmp_path / "ortskern.sqlite3") as database:
        database.execute("CREATE TABLE alembic_version (version_num)")
        database.execute("INSERT INTO alembic_version VALUES ('1')")
        database.execute("CREATE TABLE user (origin, password_hash)")
        database.execute("INSERT INTO user VALUES ('demo', 'x')")
    database.close()
    return tmp_path


def test_what_the_last_start_noted_is_shown_again(place):
    environment = {"INSTANCE_PATH": str(place)}
    assert as_last_time(environment) is None
    note(environment, "Anke: …")
    assert as_last_time(environment) == "Anke: …"


@pytest.mark.parametrize("change", ["UPDATE alembic_version SET version_num = '0'", "DELETE FROM user"])
def test_an_older_database_or_a_removed_demo_is_noticed(place, change):
    environment = {"INSTANCE_PATH": str(place)}
    note(environment, "Anke: …")
    with sqlite3.connect(place / "ortskern.sqlite3") as database:
        database.execute(change)
    database.close()
    assert as_last_time(environment) is None


def test_a_database_server_or_a_missing_file_is_asked_properly(place):
    environment = {"INSTANCE_PATH": str(place)}
    note(environment, "Anke: …")
    assert as_last_time({**environment, "DATABASE_URL": "postgresql://db/ortskern"}) is None
    (place / "ortskern.sqlite3").unlink()
    assert as_last_time(environment) is None
