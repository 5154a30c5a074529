"""The tables of a vocabulary file, and how entries come into it and leave it."""

import json
import os
import sqlite3
from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from itertools import chain
from pathlib import Path
from typing import Any

from app.core.documents import Document
from app.search.engines.entries import Entry
from app.search.engines.interface import IndexBroken

FILE = "ortskern-words.db"
VERSION = 1
Pair = tuple[str, str]
_TABLES = """
CREATE TABLE word (number INTEGER PRIMARY KEY, folded TEXT NOT NULL, written TEXT NOT NULL);
CREATE TABLE said (audience TEXT, folded TEXT, written TEXT, entries INTEGER, PRIMARY KEY (audience, folded, written))
    WITHOUT ROWID;
CREATE TABLE start (audience TEXT, start TEXT, title TEXT, entry INTEGER);
CREATE TABLE entry (number INTEGER PRIMARY KEY, audiences TEXT, words BLOB);
"""
_INDEXES = f"""
CREATE UNIQUE INDEX word_as_written ON word (folded, written);
CREATE INDEX said_by_count ON said (audience, substr(folded, 1, 2), entries DESC, folded, written);
CREATE INDEX start_in_order ON start (audience, start, title, entry);
CREATE INDEX start_of_entry ON start (entry);
PRAGMA user_version = {VERSION};
"""
_COUNT = """
INSERT INTO said VALUES (?, ?, ?, ?)
ON CONFLICT (audience, folded, written) DO UPDATE SET entries = entries + excluded.entries
"""
_NONE_LEFT = "DELETE FROM said WHERE audience = ? AND folded = ? AND written = ? AND entries <= 0"
_NUMBER = "SELECT number FROM word WHERE folded = ? AND written = ?"
_SEVERAL = "number IN (SELECT value FROM json_each(?))"
_BATCH = 500
Row = tuple[Document, Entry]


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
        self._folded: dict[str, str] = {}
        self._numbers: dict[str, int] = {}
        self._counts: dict[str, Counter[int]] = defaultdict(Counter)
        self._rows: list[tuple[int, str, bytes]] = []
        self._starts: list[tuple[str, str, str, int]] = []
        self._path = folder / FILE
        self._file = sqlite3.connect(self._path)
        self._file.executescript(f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; {_TABLES}")

    def add(self, document: Document, made: Entry) -> None:
        numbers = self._numbers
        said = array("I", [numbers.setdefault(written, len(numbers)) for written in made.words.values()])
        self._folded |= zip(made.words.values(), made.words, strict=True)
        audiences = audiences_of(document)
        for audience in audiences:
            self._counts[audience].update(said)
        self._rows.append((document.id, json.dumps(audiences), said.tobytes()))
        self._starts += starts_of(document, made, audiences)
        if len(self._rows) >= _BATCH:
            self._write()

    def _write(self) -> None:
        self._file.executemany("INSERT OR REPLACE INTO entry VALUES (?, ?, ?)", self._rows)
        self._file.executemany("INSERT INTO start VALUES (?, ?, ?, ?)", self._starts)
        self._rows, self._starts = [], []

    def close(self) -> None:
        self._write()
        words = [(self._folded[written], written) for written in self._numbers]
        self._file.executemany("INSERT INTO word VALUES (?, ?, ?)", ((at, *pair) for at, pair in enumerate(words)))
        for audience, counts in self._counts.items():
            rows = ((audience, *words[number], count) for number, count in counts.items())
            self._file.executemany("INSERT INTO said VALUES (?, ?, ?, ?)", sorted(rows))
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
    connection.execute(f"DELETE FROM entry WHERE {_SEVERAL}", asked)
    connection.execute(f"DELETE FROM start WHERE {_SEVERAL.replace('number', 'entry')}", asked)
    return changes


def _put_in(
    connection: sqlite3.Connection, document: Document, made: Entry, changes: Counter[tuple[str, str, str]]
) -> None:
    audiences, pairs = audiences_of(document), list(made.words.items())
    connection.executemany("INSERT OR IGNORE INTO word (folded, written) VALUES (?, ?)", pairs)
    numbers = (connection.execute(_NUMBER, pair).fetchone() for pair in pairs)
    said = array("I", chain.from_iterable(numbers))
    connection.execute("INSERT INTO entry VALUES (?, ?, ?)", (document.id, json.dumps(audiences), said.tobytes()))
    connection.executemany("INSERT INTO start VALUES (?, ?, ?, ?)", starts_of(document, made, audiences))
    changes.update((audience, *pair) for audience in audiences for pair in pairs)


def starts_of(document: Document, made: Entry, audiences: tuple[str, ...]) -> list[tuple[str, str, str, int]]:
    return [(audience, start, document.title, document.id) for audience in audiences for start in made.starts]


def words_of(ask: Callable[..., Iterable[Any]], ids: Iterable[int], audiences: set[str]) -> Counter[Pair]:
    """In how many of these entries each word stands, as far as they count for any of the audiences."""
    found: Counter[Pair] = Counter()
    for theirs, pairs in _words_of(ask, (json.dumps(list(ids)),)):
        for _ in audiences.intersection(theirs):
            found.update(pairs)
    return found


def _words_of(ask: Callable[..., Any], asked: tuple[str]) -> Iterator[tuple[list[str], list[Pair]]]:
    for audiences, said in list(ask(f"SELECT audiences, words FROM entry WHERE {_SEVERAL}", asked)):
        numbers = (json.dumps(array("I", said).tolist()),)
        pairs = list(ask(f"SELECT folded, written FROM word WHERE {_SEVERAL}", numbers))
        yield json.loads(audiences), pairs
