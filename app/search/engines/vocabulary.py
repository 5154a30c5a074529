"""The words and titles of an index as people write them, beside the engine: for suggestions and "Meinten Sie".

A small SQLite file in the folder of the index, read without loading it into memory. Counted by audience, so that
nobody is told of a word that stands only in what others may read.
"""

import json
import os
import sqlite3
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from app.core.documents import Document
from app.search.analysis.terms import IndexedWords, indexed_words
from app.search.engines.entries import entry
from app.search.engines.interface import KEPT_OUT, IndexBroken, Written, kept_out
from app.search.engines.vocabulary_tables import FILE, Builder, Pair, Row, change, check, opened, words_of
from app.search.engines.vocabulary_words import commonest

Ask = Callable[..., Iterable[Any]]
_COUNTS = """
SELECT folded, sum(entries) FROM said
WHERE audience IN (SELECT value FROM json_each(?)) AND folded IN (SELECT value FROM json_each(?)) GROUP BY folded
"""
_TITLES = """
SELECT start, title, entry FROM start JOIN entry ON entry.number = start.entry
WHERE audience = ? AND start >= ? AND start < ? ORDER BY start, title, entry LIMIT ?
"""
_STARTS_EACH = 8


class Vocabulary:
    """folder: of an index. One connection for each process, opened when it is first needed."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / FILE
        self._lock = threading.Lock()
        self._opened: tuple[int, sqlite3.Connection] | None = None

    def counts(self, words: Iterable[str], readers: Sequence[str]) -> dict[str, int]:
        """See Engine.counts."""
        with self._asking() as ask:
            found = dict(ask(_COUNTS, (json.dumps(_audiences(readers)), json.dumps(list(words)))))
            for (folded, _), count in _gone(ask, readers).items():
                found[folded] = found.get(folded, 0) - count
        return {word: count for word, count in found.items() if count > 0}

    def starting_with(self, prefix: str, readers: Sequence[str], limit: int) -> list[Written]:
        """See Engine.starting_with."""
        with self._asking() as ask:
            gone = {pair: count for pair, count in _gone(ask, readers).items() if pair[0].startswith(prefix[:2])}
            found = commonest(ask, prefix, _audiences(readers), limit + len(gone))
        left = [(count - gone.get(pair, 0), pair) for pair, count in found.items()]
        best = sorted((-count, pair) for count, pair in left if count > 0)
        return [Written(*pair, -count) for count, pair in best[:limit]]

    def titles(self, prefix: str, readers: Sequence[str], limit: int) -> list[tuple[str, int]]:
        """See Engine.titles; in alphabetical order of what begins like this."""
        gone = set(kept_out(readers))
        most = (limit + len(gone)) * _STARTS_EACH
        with self._asking() as ask:
            asked = [(audience, prefix, prefix + "\U0010ffff", most) for audience in _audiences(readers)]
            rows = [row for values in asked for row in ask(_TITLES, values)]
        found = {entry: (title, entry) for _, title, entry in sorted(rows) if entry not in gone}
        return list(found.values())[:limit]

    def check(self) -> None:
        """Raises IndexBroken if the file is gone, cut off or foreign."""
        with broken_if_it_fails():
            check(self.path)

    @contextmanager
    def _asking(self) -> Iterator[Ask]:
        with self._lock, broken_if_it_fails():
            if self._opened is None or self._opened[0] != os.getpid():
                self._opened = os.getpid(), opened(self.path)
            yield self._opened[1].execute


@contextmanager
def broken_if_it_fails() -> Iterator[None]:
    try:
        yield
    except (sqlite3.Error, OSError, ValueError) as problem:
        raise IndexBroken(f"the words of the index: {problem}") from problem


class WithVocabulary:
    """What engines answer from the words beside them."""

    @property
    def vocabulary(self) -> Vocabulary:
        """Of the index in use."""
        raise NotImplementedError

    def counts(self, words: Iterable[str], readers: tuple[str, ...]) -> dict[str, int]:
        return self.vocabulary.counts(words, readers)

    def starting_with(self, prefix: str, readers: tuple[str, ...], limit: int) -> list[Written]:
        return self.vocabulary.starting_with(prefix, readers, limit)

    def titles(self, prefix: str, readers: tuple[str, ...], limit: int) -> list[tuple[str, int]]:
        return self.vocabulary.titles(prefix, readers, limit)


def checked(folder: Path) -> Vocabulary:
    """Of an index that is being opened. Raises IndexBroken."""
    found = Vocabulary(folder)
    found.check()
    return found


def with_words(folder: Path, documents: Iterable[Document], words: IndexedWords = indexed_words) -> Iterator[Row]:
    """For a new index in this folder: the rows of the documents, whose words are written down on their way.

    words: gives the words of a text.
    """
    builder = Builder(folder)
    for document in documents:
        made = entry(document, words)
        builder.add(document, made)
        yield document, made
    builder.close()


def change_words(folder: Path, rows: Sequence[Row], deleted: Sequence[int]) -> None:
    """Before the engine commits the same: whatever is killed in between is taken in once more."""
    with broken_if_it_fails():
        change(folder, rows, deleted)


def _audiences(readers: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(reader for reader in readers if not reader.startswith(KEPT_OUT)))


def _gone(ask: Ask, readers: Sequence[str]) -> Counter[Pair]:
    """What is said by entries that are on their way out of these readers' sight."""
    own, gone = set(_audiences(readers)), kept_out(readers)
    return words_of(ask, gone, own) if gone else Counter()
