"""The tables of a vocabulary file, and how entries come into it and leave it."""

import json
import os
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from functools import lru_cache
from pathlib import Path
from typing import Any

from app.core.documents import Document
from app.search.analysis.folding import fold_digraphs
from app.search.engines.entries import BETWEEN, Entry, title_starts
from app.search.engines.interface import IndexBroken

FILE = "ortskern-words.db"
VERSION = 3
Pair = tuple[str, str]
_TABLES = """
CREATE TABLE said (audience TEXT, folded TEXT, written TEXT, entries INTEGER, PRIMARY KEY (audience, folded, written))
    WITHOUT ROWID;
CREATE TABLE start (audience TEXT, start TEXT, entry INTEGER);
CREATE TABLE entry (number INTEGER PRIMARY KEY, title TEXT, audiences TEXT, words TEXT);
"""
_INDEXES = f"""
CREATE INDEX said_by_count ON said (audience, substr(folded, 1, 2), entries DESC, folded, written);
CREATE INDEX start_in_order ON start (audience, start, entry);
PRAGMA user_version = {VERSION};
"""
_ENTRY, _START = "INSERT OR REPLACE INTO entry VALUES (?, ?, ?, ?)", "INSERT INTO start VALUES (?, ?, ?)"
_COUNT = """
INSERT INTO said VALUES (?, ?, ?, ?)
ON CONFLICT (audience, folded, written) DO UPDATE SET entries = entries + excluded.entries
"""
_NONE_LEFT = "DELETE FROM said WHERE audience = ? AND folded = ? AND written = ? AND entries <= 0"
_START_GONE = "DELETE FROM start WHERE audience = ? AND start = ? AND entry = ?"
_SEVERAL = "number IN (SELECT value FROM json_each(?))"
_BATCH = 500
Row = tuple[Document, Entry]
Start = tuple[str, str, int]
"""Audience, the folded title from one of its words on, the entry."""


def opened(path: Path) -> sqlite3.Connection:
    """Never makes a file that is not there. Readers do not wait for the writer."""
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=rw", uri=True, timeout=10, check_same_thread=False)
    connection.isolation_level = None
    connection.execute("PRAGMA synchronous = FULL")
    return connection


def check(path: Path) -> None:
    """Raises what sqlite3 raises, or IndexBroken, if the file is gone, foreign or cut off."""
    with closing(opened(path)) as connection:
        version, pages, size = (
            connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("user_version", "page_count", "page_size")
        )
        is_whole = pages * size <= path.stat().st_size or path.with_name(f"{FILE}-wal").stat().st_size > 0
    if version != VERSION or not is_whole:
        raise IndexBroken("the words of the index are foreign or cut off")


def audiences_of(document: Document) -> tuple[str, ...]:
    """Whom a thing counts for: whoever has an organisation is a member too, and whoever is a member may read all that
    is public."""
    widest = next((name for name in ("public", "members") if name in document.readers), None)
    return (widest,) if widest else tuple(sorted(set(document.readers)))


class Builder:
    """Fills the file of a new index, row by row; nobody reads it before close()."""

    def __init__(self, folder: Path) -> None:
        self._counts: dict[str, Counter[str]] = defaultdict(Counter)
        self._rows: list[tuple[int, str, str, str]] = []
        self._starts: list[Start] = []
        self._path = folder / FILE
        self._file = sqlite3.connect(self._path)
        self._file.executescript(f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; {_TABLES}")

    def add(self, document: Document, made: Entry) -> None:
        audiences = audiences_of(document)
        for audience in audiences:
            self._counts[audience].update(made.words.values())
        self._rows.append(_entry_row(document, made, audiences))
        self._starts += starts_of(document.id, made.starts, audiences)
        if len(self._rows) >= _BATCH:
            self._write()

    def _write(self) -> None:
        self._file.executemany(_ENTRY, self._rows)
        self._file.executemany(_START, self._starts)
        self._rows, self._starts = [], []

    def close(self) -> None:
        self._write()
        for audience, counts in sorted(self._counts.items()):
            pairs = sorted((fold_digraphs(written), written) for written in counts)
            rows = ((audience, *pair, counts[pair[1]]) for pair in pairs)
            self._file.executemany("INSERT INTO said VALUES (?, ?, ?, ?)", rows)
        self._file.commit()
        self._file.executescript(f"{_INDEXES} PRAGMA journal_mode = WAL;")
        self._file.close()
        with self._path.open("rb") as file:
            os.fsync(file.fileno())


def change(folder: Path, rows: Iterable[Row], deleted: Iterable[int]) -> None:
    """In place of what these entries said before, in one step. To repeat it changes nothing."""
    latest = {document.id: (document, made) for document, made in rows}
    with closing(opened(folder / FILE)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        changes = _taken_out(connection, {*deleted, *latest})
        for document, made in latest.values():
            _put_in(connection, document, made, changes)
        changed = [(*key, count) for key, count in changes.items() if count]
        connection.executemany(_COUNT, changed)
        connection.executemany(_NONE_LEFT, [key[:3] for key in changed])
        connection.execute("COMMIT")


def _taken_out(connection: sqlite3.Connection, ids: Iterable[int]) -> Counter[tuple[str, str, str]]:
    asked = (json.dumps(sorted(ids)),)
    changes: Counter[tuple[str, str, str]] = Counter()
    for audiences, pairs in _words_of(connection.execute, asked):
        changes.subtract((audience, *pair) for audience in audiences for pair in pairs)
    connection.executemany(_START_GONE, _starts_before(connection.execute, asked))
    connection.execute(f"DELETE FROM entry WHERE {_SEVERAL}", asked)
    return changes


def _starts_before(ask: Callable[..., Any], asked: tuple[str]) -> list[Start]:
    rows = ask(f"SELECT number, title, audiences FROM entry WHERE {_SEVERAL}", asked)
    return [start for number, title, said in rows for start in starts_of(number, title_starts(title), json.loads(said))]


def _put_in(
    connection: sqlite3.Connection, document: Document, made: Entry, changes: Counter[tuple[str, str, str]]
) -> None:
    audiences = audiences_of(document)
    connection.execute(_ENTRY, _entry_row(document, made, audiences))
    connection.executemany(_START, starts_of(document.id, made.starts, audiences))
    changes.update((audience, *pair) for audience in audiences for pair in made.words.items())


def _entry_row(document: Document, made: Entry, audiences: tuple[str, ...]) -> tuple[int, str, str, str]:
    return document.id, document.title, _joined(audiences), BETWEEN.join(made.words.values())


def starts_of(number: int, starts: Sequence[str], audiences: Sequence[str]) -> list[Start]:
    return [(audience, start, number) for audience in audiences for start in starts]


_joined = lru_cache(maxsize=1_000)(json.dumps)
"""Audiences as they stand in the table: nearly always the same few."""


def words_of(ask: Callable[..., Iterable[Any]], ids: Iterable[int], audiences: set[str]) -> Counter[Pair]:
    """In how many of these entries each word stands, as far as they count for any of the audiences."""
    found: Counter[Pair] = Counter()
    for theirs, pairs in _words_of(ask, (json.dumps(list(ids)),)):
        for _ in audiences.intersection(theirs):
            found.update(pairs)
    return found


def _words_of(ask: Callable[..., Any], asked: tuple[str]) -> Iterator[tuple[list[str], list[Pair]]]:
    for audiences, said in list(ask(f"SELECT audiences, words FROM entry WHERE {_SEVERAL}", asked)):
        words = said.split(BETWEEN) if said else ()
        yield json.loads(audiences), [(fold_digraphs(written), written) for written in words]
