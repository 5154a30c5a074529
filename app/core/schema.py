"""The tables and their migrations: all that needs Alembic.

Loaded by name by whoever asks (`flask db`, `flask doctor`): a tenth of a start, and no page needs it.
"""

from typing import Any

from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask, current_app
from flask_migrate import Migrate

from app.extensions import db
from config import ROOT


def bind(app: Flask) -> Any:
    """What Flask-Migrate keeps of the application."""
    Migrate(app, db, directory=str(ROOT / "migrations"), render_as_batch=True)
    return app.extensions["migrate"]


def revisions() -> tuple[str | None, str | None]:
    """The revision the database has, and the newest there is."""
    settings = current_app.extensions["migrate"].migrate.get_config()
    newest = ScriptDirectory.from_config(settings).get_current_head()
    with db.engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision(), newest
