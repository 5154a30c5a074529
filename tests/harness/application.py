"""The application of a test, its client, and what one wants to know of them: statements, mails, jobs."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from contextvars import Context
from pathlib import Path
from typing import Any

import pytest
from flask import Flask, has_app_context
from flask.testing import FlaskClient
from sqlalchemy import event, select

from app import create_app
from app.core.jobs.worker import Worker
from app.core.mail.models import Letter
from app.extensions import db
from tests.harness.database import settings_for


class SeparateClient(FlaskClient):
    """A browser of its own: what the test has loaded or left open is unknown to the request, and back."""

    def open(self, *args: Any, **kwargs: Any) -> Any:
        if self.preserve_context:
            return super().open(*args, **kwargs)
        if has_app_context():
            db.session.commit()
        return Context().run(super().open, *args, **kwargs)


@pytest.fixture
def make_app(database_url: str, tmp_path: Path) -> Iterator[Callable[..., Flask]]:
    """make_app(page_cache_seconds=60): an application on this test's database with other settings.

    csrf=True: forms ask for their token as on the real site (otherwise a test may post without one).
    """
    made: list[Flask] = []

    def make(*, csrf: bool = False, **settings: object) -> Flask:
        app = create_app(settings_for(tmp_path, database_url, **settings))
        app.testing = True
        app.config["WTF_CSRF_ENABLED"] = csrf
        app.test_client_class = SeparateClient
        made.append(app)
        return app

    yield make
    for app in made:
        with app.app_context():
            db.engine.dispose()


@pytest.fixture
def app(request: pytest.FixtureRequest) -> Iterator[Flask]:
    """The application on an empty, migrated database, with its context: services and queries just work.

    In a test that uses live_site or demo_site it is that site's, so that the cast lives where the browser looks.
    """
    for site in ("live_site", "demo_site"):
        if site in request.fixturenames:
            yield request.getfixturevalue(site).app
            return
    app = request.getfixturevalue("make_app")()
    with app.app_context():
        yield app
        db.session.remove()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A visitor. For a second browser: app.test_client()."""
    return app.test_client()


class Statements(list[str]):
    """The SQL statements seen, in order; BEGIN, COMMIT and savepoints are not counted."""


@pytest.fixture
def count_sql(app: Flask) -> Callable[[], AbstractContextManager[Statements]]:
    """with count_sql() as statements: client.get("/"); assert len(statements) <= 3"""

    @contextmanager
    def counting() -> Iterator[Statements]:
        seen = Statements()

        def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
            if statement.split(maxsplit=1)[0] not in ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE"):
                seen.append(statement)

        event.listen(db.engine, "before_cursor_execute", note)
        try:
            yield seen
        finally:
            event.remove(db.engine, "before_cursor_execute", note)

    return counting


@pytest.fixture
def run_jobs(app: Flask) -> Callable[[], int]:
    """run_jobs(): do what is due, what that leads to, and the periodic works; returns how many jobs ran."""

    def run() -> int:
        db.session.commit()
        worker = Worker(app)
        done = worker.run_all()
        worker.tick()
        return done + worker.run_all()

    return run


class Outbox:
    """The mails written so far: len(outbox), outbox[-1].subject, outbox.to("anna@…")."""

    def letters(self) -> list[Letter]:
        db.session.commit()
        return list(db.session.scalars(select(Letter).order_by(Letter.id)))

    def to(self, address: str) -> list[Letter]:
        return [letter for letter in self.letters() if letter.to_address == address]

    def __len__(self) -> int:
        return len(self.letters())

    def __getitem__(self, index: int) -> Letter:
        return self.letters()[index]

    def __iter__(self) -> Iterator[Letter]:
        return iter(self.letters())


@pytest.fixture
def outbox(app: Flask) -> Outbox:
    return Outbox()
