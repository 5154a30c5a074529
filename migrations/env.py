"""Alembic's environment: our models' tables, batch mode for SQLite, one transaction per step."""

from alembic import context
from flask import current_app
from sqlalchemy import Connection

from app.core.database import WRITING, Moment
from app.extensions import db


def _render(kind, thing, autogen):
    """Our moment type stands in migrations as what it is in the database: models are never imported there."""
    if kind == "type" and isinstance(thing, Moment):
        return "sa.DateTime(timezone=True)"
    return False


def _run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=db.metadata,
        render_as_batch=True,
        compare_type=True,
        render_item=_render,
        transaction_per_migration=True,
    )
    with context.begin_transaction():
        context.run_migrations()


if context.is_offline_mode():
    context.configure(url=current_app.config["SQLALCHEMY_DATABASE_URI"], target_metadata=db.metadata)
    with context.begin_transaction():
        context.run_migrations()
else:
    with db.engine.connect().execution_options(**{WRITING: True}) as connection:
        _run(connection)
