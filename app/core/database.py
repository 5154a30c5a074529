"""The base of all tables, our column types, and how SQLite is opened."""

import sqlite3
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, ClassVar, cast

from sqlalchemy import BigInteger, CursorResult, DateTime, Engine, Integer, MetaData, Result, Table, event
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, registry
from sqlalchemy.types import JSON, TypeDecorator

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}

Id = BigInteger().with_variant(Integer(), "sqlite")
Json = JSON().with_variant(JSONB(), "postgresql")
WRITING = "ortskern_writing"
LOG_PAGES = 4_000
PRAGMAS = (
    "journal_mode=WAL",
    "foreign_keys=ON",
    "synchronous=FULL",
    f"wal_autocheckpoint={LOG_PAGES}",
    "busy_timeout=20000",
)


class Moment(TypeDecorator[datetime]):
    """A moment: aware and UTC in Python; timestamptz in PostgreSQL, text without zone in SQLite."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("moments need a time zone")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Any) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    if TYPE_CHECKING:
        __table__: ClassVar[Table]
    registry = registry(
        metadata=MetaData(naming_convention=NAMING),
        type_annotation_map={datetime: Moment, dict[str, Any]: Json, list[Any]: Json},
    )
    metadata = registry.metadata


@event.listens_for(Engine, "connect")
def _open_sqlite(connection: Any, _record: Any) -> None:
    """WAL, foreign keys, full sync; transactions are begun by us (see _begin), not by the driver.

    The log grows to 16 MB before it is copied into the database, not to 4: what many writes touch is copied once.
    """
    if not isinstance(connection, sqlite3.Connection):
        return
    connection.isolation_level = None
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


@event.listens_for(Engine, "begin")
def _begin(connection: Any) -> None:
    """A write inside an open deferred transaction fails at once, whatever the timeout: so say it first."""
    if connection.dialect.name == "sqlite":
        writing = connection.get_execution_options().get(WRITING)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def affected(result: Result[Any]) -> int:
    """How many rows an UPDATE or DELETE has changed."""
    return cast(CursorResult, result).rowcount
