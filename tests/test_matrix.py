"""Every route × method × person has its expected answer, written by hand; a new route without a row fails."""

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import make_url

from app import create_app
from app.accounts.models import LogIn
from app.core import clock
from app.core.identifiers import new_token, token_hash
from app.core.transaction import transaction
from app.extensions import db
from tests.harness.application import SeparateClient
from tests.harness.database import settings_for
from tests.matrix.rows import PEOPLE, Row, read_rows
from tests.matrix.world import World, build

pytestmark = pytest.mark.sqlite
ROWS = read_rows()


@dataclass
class Stage:
    """The world, ready to be entered again and again: each post starts from the same rows."""

    app: Flask
    world: World
    tokens: dict[str, str]
    database: Path
    saved: Path

    def restore(self) -> None:
        with self.app.app_context():
            db.session.remove()
            db.engine.dispose()
        for end in ("-wal", "-shm"):
            Path(f"{self.database}{end}").unlink(missing_ok=True)
        shutil.copyfile(self.saved, self.database)

    def answer(self, row: Row, name: str) -> str:
        client = self.app.test_client()
        if name != "guest":
            with client.session_transaction() as session:
                session["_user_id"] = self.tokens[name]
        found = client.open(row.path.format(**self.world.names), method=row.method, data={})
        return said(found)


def said(answer) -> str:
    """The answer in the words of the tables."""
    if answer.status_code in (302, 303) and "/konto/anmelden?weiter=" in answer.headers["Location"]:
        return "login"
    if answer.status_code in (403, 404):
        return str(answer.status_code)
    if answer.status_code == 410:
        return "out"
    assert answer.status_code < 500 or answer.request.path == "/readyz"
    assert answer.status_code not in (401, 405)
    return "in"


@pytest.fixture(scope="module")
def stage(template: str, tmp_path_factory: pytest.TempPathFactory) -> Stage:
    place = tmp_path_factory.mktemp("matrix")
    database, saved = place / "matrix.sqlite3", place / "saved.sqlite3"
    shutil.copyfile(make_url(template).database or "", database)
    app = create_app(settings_for(place, f"sqlite:///{database}"))
    app.testing = True
    app.config["WTF_CSRF_ENABLED"] = False
    app.test_client_class = SeparateClient
    with app.app_context():
        world = build()
        tokens = {name: log_in(one.user_id) for name, one in world.people.items()}
        with db.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        db.session.remove()
        db.engine.dispose()
    shutil.copyfile(database, saved)
    return Stage(app, world, tokens, database, saved)


def log_in(user_id: int) -> str:
    token = new_token()
    with transaction():
        ends = clock.now().replace(year=clock.now().year + 1)
        db.session.add(LogIn(token_hash=token_hash(token), user_id=user_id, expires_at=ends))
    return token


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_every_door_answers_as_written(stage, row):
    found = []
    for name in PEOPLE:
        if row.method != "GET":
            stage.restore()
        found.append(stage.answer(row, name))
    stage.restore()
    assert dict(zip(PEOPLE, found, strict=True)) == dict(zip(PEOPLE, row.answers, strict=True)), row.source


def test_every_door_has_a_row(stage):
    adapter = stage.app.url_map.bind("localhost")
    known = set()
    for row in ROWS:
        rule, _ = adapter.match(row.path.format(**stage.world.names), method=row.method, return_rule=True)
        known.add((rule.rule, row.method))
    doors = {
        (rule.rule, method)
        for rule in stage.app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    assert not doors - known, "\n".join(f"{method} {rule}" for rule, method in sorted(doors - known))
