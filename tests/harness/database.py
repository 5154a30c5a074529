"""A migrated database of its own for every test: made once by the real migrations, then copied.

SQLite without TEST_DATABASE_URL; with it, a PostgreSQL server where we may create databases.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from flask_migrate import upgrade
from sqlalchemy import Engine, event, make_url

from app import create_app
from app.extensions import db
from config import ROOT, Settings
from tests.harness import postgresql
from tests.harness.selection import kind_of_database

SECRET = "only-for-tests-" + "x" * 32
QUICK: dict[str, object] = {"argon2_memory_kib": 8, "page_cache_seconds": 0, "secret_key": SECRET}


@event.listens_for(Engine, "connect")
def hurry(connection: object, _record: object) -> None:
    """Tests survive no power loss and need not wait for the disk."""
    if connection.__class__.__module__.startswith("sqlite3"):
        connection.execute("PRAGMA synchronous=OFF")  # type: ignore[attr-defined]


def settings_for(place: Path, database_url: str, **changes: object) -> Settings:
    """Settings of a test: everything below place, cheap passwords, no page kept for guests."""
    return Settings.model_validate({**QUICK, "instance_path": place, "database_url": database_url, **changes})


@pytest.fixture(scope="session")
def database_kind() -> str:
    """ "sqlite" or "postgresql"."""
    return kind_of_database()


@pytest.fixture(scope="session")
def template(database_kind: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address (PostgreSQL: name) of a database that the real migrations made; nobody writes to it."""
    place = tmp_path_factory.mktemp("template")
    if database_kind == "sqlite":
        url = f"sqlite:///{place / 'template.sqlite3'}"
        migrate(url, place)
        yield url
    else:
        name = postgresql.create()
        migrate(postgresql.address(name), place)
        postgresql.keep_seed(name)
        yield name
        postgresql.drop_spare()
        postgresql.drop(name)


def migrate(url: str, place: Path) -> None:
    app = create_app(settings_for(place, url))
    with app.app_context():
        upgrade(directory=str(ROOT / "migrations"))
        db.engine.dispose()


@pytest.fixture
def database_url(template: str, tmp_path: Path) -> Iterator[str]:
    with copy_of(template, tmp_path) as url:
        yield url


@contextmanager
def copy_of(template: str, place: Path) -> Iterator[str]:
    """A copy of the template that may be written to."""
    if template.startswith("sqlite"):
        copy = place / "ortskern.sqlite3"
        shutil.copyfile(make_url(template).database or "", copy)
        yield f"sqlite:///{copy}"
    else:
        with postgresql.lent(template) as url:
            yield url
