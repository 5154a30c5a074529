"""PostgreSQL databases for tests: wiped and lent again, for making one takes as long as ten small tests."""

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from sqlalchemy import Connection, create_engine, make_url, text
from sqlalchemy.pool import NullPool

from tests.harness.selection import URL_VARIABLE

SPARE: list[str] = []
LEAVE = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()
"""
SHAPE = """
SELECT md5(string_agg(concat_ws(' ', attrelid::regclass, attname, atttypid, attnotnull), ',' ORDER BY attrelid, attnum))
FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
"""
KEEP = """
DO $$ DECLARE one record; filled boolean; BEGIN
  CREATE SCHEMA seed;
  CREATE TABLE seed.number_of AS SELECT sequencename, last_value FROM pg_sequences WHERE last_value IS NOT NULL;
  FOR one IN SELECT relname AS name FROM pg_class
    WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
  LOOP
    EXECUTE format('SELECT EXISTS (SELECT FROM public.%I)', one.name) INTO filled;
    IF filled THEN EXECUTE format('CREATE TABLE seed.%I AS TABLE public.%I', one.name, one.name); END IF;
  END LOOP;
END $$
"""
WIPE = """
DO $$ DECLARE one record; BEGIN
  FOR one IN SELECT oid::regclass AS name FROM pg_class
    WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
  LOOP EXECUTE format('DELETE FROM %s', one.name); END LOOP;
  FOR one IN SELECT relname AS name FROM pg_class
    WHERE relkind = 'r' AND relnamespace = 'seed'::regnamespace AND relname <> 'number_of'
  LOOP EXECUTE format('INSERT INTO public.%I SELECT * FROM seed.%I', one.name, one.name); END LOOP;
  PERFORM setval(format('public.%I', s.sequencename)::regclass, coalesce(n.last_value, 1), n.last_value IS NOT NULL)
    FROM pg_sequences s LEFT JOIN seed.number_of n USING (sequencename)
    WHERE s.schemaname = 'public' AND s.last_value IS NOT NULL;
END $$
"""


@contextmanager
def lent(template: str) -> Iterator[str]:
    """Address of a copy of the template of one's own for the time being. One whose tables were altered is dropped."""
    name = SPARE.pop() if SPARE else create(template)
    try:
        yield address(name)
    finally:
        if wiped(name) == shape(template):
            SPARE.append(name)
        else:
            drop(name)


def keep_seed(template: str) -> None:
    """Remember the rows that the migrations themselves have written; wiping brings them back."""
    with connected(template) as connection:
        connection.execute(text(KEEP))


def drop_spare() -> None:
    while SPARE:
        drop(SPARE.pop())


def create(template: str | None = None) -> str:
    name = f"test_{uuid.uuid4().hex[:12]}"
    with connected() as connection:
        like = f' TEMPLATE "{template}"' if template else ""
        connection.execute(text(f'CREATE DATABASE "{name}"{like}'))
    return name


def drop(name: str) -> None:
    with connected() as connection:
        connection.execute(text(f'DROP DATABASE "{name}" WITH (FORCE)'))


@cache
def shape(name: str) -> str:
    with connected(name) as connection:
        return str(connection.scalar(text(SHAPE)))


def wiped(name: str) -> str:
    """Send everybody away and set all tables back; returns their shape."""
    with connected(name) as connection:
        connection.execute(text(LEAVE))
        connection.execute(text("SET session_replication_role = replica"))
        connection.execute(text(WIPE))
        return str(connection.scalar(text(SHAPE)))


@contextmanager
def connected(name: str | None = None) -> Iterator[Connection]:
    engine = create_engine(address(name), isolation_level="AUTOCOMMIT", poolclass=NullPool)
    with engine.connect() as connection:
        yield connection


def address(name: str | None = None) -> str:
    """Of a database on the server of this run, or of the one we may create others from."""
    server = make_url(os.environ[URL_VARIABLE])
    return (server.set(database=name) if name else server).render_as_string(hide_password=False)
