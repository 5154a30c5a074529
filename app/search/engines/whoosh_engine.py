"""Search by Whoosh: pure Python, for machines without a tantivy wheel. The same meaning, ten times slower."""

import struct
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

from whoosh import fields
from whoosh import index as files
from whoosh.analysis import RegexTokenizer, SpaceSeparatedTokenizer
from whoosh.searching import Searcher

from app.core.documents import Document
from app.search.analysis.version import index_format
from app.search.clauses import COUNTED, WITH_PLACES
from app.search.engines.entries import RANK, Entry, entries_of, rank
from app.search.engines.folder import IndexFolder
from app.search.engines.interface import BY_NUMBER, IndexBroken, SearchRequest, SearchResult
from app.search.engines.known_words import known_words
from app.search.engines.paging import query_of
from app.search.engines.vocabulary import Vocabulary, WithVocabulary, change_words, checked, with_words
from app.search.engines.vocabulary_tables import Row
from app.search.engines.whoosh_search import WhooshSearch, occurs
from app.search.fingerprints import fingerprint
from app.search.query import Word

_ROW = "\x1e"
_BROKEN = (OSError, ValueError, KeyError, EOFError, AssertionError, struct.error, files.IndexError)


def build_schema() -> fields.Schema:
    """field_* and number_* are open, so that a feature may bring its own filters; has: names of known numbers."""
    terms = SpaceSeparatedTokenizer()
    rows = fields.KEYWORD(analyzer=RegexTokenizer(f"[^{_ROW}]+"))
    schema = fields.Schema(
        id=fields.ID(stored=True, unique=True),
        version=fields.STORED(),
        fingerprint=fields.STORED(),
        title=fields.STORED(),
        text=fields.STORED(),
        **{
            name: fields.NUMERIC(int, bits=64, signed=False, sortable=True, stored=True)
            for name in ("order", *map(RANK.format, BY_NUMBER))
        },
        **{name: fields.TEXT(analyzer=terms, phrase=name in WITH_PLACES) for name in _ALL_TERMS},
        **dict.fromkeys(("readers", "has"), rows),
    )
    schema.add("field_*", rows, glob=True)
    schema.add("number_*", fields.NUMERIC(float), glob=True)
    return schema


_ALL_TERMS = (*WITH_PLACES, *COUNTED)


def whoosh_row(document: Document, made: Entry) -> dict[str, Any]:
    numbers = {name: float(value) for name, value in document.numbers.items()}
    return {
        "id": str(document.id),
        "version": document.version,
        "fingerprint": fingerprint(document),
        "title": made.title,
        "text": made.text,
        "order": made.order,
        **{RANK.format(name): rank(document, name) for name in BY_NUMBER},
        "readers": _ROW.join(document.readers),
        "has": _ROW.join(numbers),
        **made.terms,
        **{f"field_{name}": _ROW.join(set(values)) for name, values in document.fields.items() if values},
        **{f"number_{name}": value for name, value in numbers.items()},
    }


@contextmanager
def broken_if_it_fails() -> Iterator[None]:
    try:
        yield
    except _BROKEN as problem:
        raise IndexBroken(f"{type(problem).__name__}: {str(problem)[:200]}") from problem


class WhooshEngine(WithVocabulary):
    """root: folder of its own, e.g. instance/search/whoosh."""

    def __init__(self, root: Path) -> None:
        self._folder = IndexFolder(root, index_format("whoosh"))
        self._opened: tuple[tuple[int, int], _Opened] | None = None
        self._lock = threading.Lock()

    def index(self, documents: Iterable[Document], deleted: Iterable[int] = ()) -> None:
        rows, gone = entries_of(documents), list(deleted)
        with broken_if_it_fails():
            path = self._folder.current()
            self._folder.check_files(path)
            change_words(path, rows, gone)
            self._write(files.open_dir(str(path)), rows, gone)
            self._folder.note_files(path)

    def delete(self, ids: Iterable[int]) -> None:
        self.index((), ids)

    def writing(self) -> AbstractContextManager[None]:
        return self._folder.writing()

    def rebuild(self, documents: Iterable[Document], before_switch: Callable[[], None] | None = None) -> int:
        with self._folder.new(before_switch) as path, known_words(self._folder.root) as words:
            made = files.create_in(str(path), build_schema())
            self._write(made, with_words(path, documents, words), ())
        return made.doc_count()

    @staticmethod
    def _write(target: files.Index, rows: Iterable[Row], deleted: Iterable[int]) -> None:
        writer = target.writer(limitmb=64)
        try:
            for gone in deleted:
                writer.delete_by_term("id", str(gone))
            for document, made in rows:
                writer.update_document(**whoosh_row(document, made))
        except BaseException:
            writer.cancel()
            raise
        writer.commit()

    def search(self, request: SearchRequest) -> SearchResult:
        if not request.readers:
            return SearchResult()
        with broken_if_it_fails():
            search = WhooshSearch(self._searcher(), self.vocabulary.starting_with, request, query_of(request))
            return search.result()

    def occurs(self, word: Word) -> bool:
        with broken_if_it_fails():
            return occurs(self._searcher(), word)

    @property
    def vocabulary(self) -> Vocabulary:
        with broken_if_it_fails():
            return self._current().vocabulary

    def contents(self) -> list[tuple[int, int]]:
        with broken_if_it_fails():
            rows = self._searcher().reader().iter_docs()
            return [(int(row["id"]), row["fingerprint"]) for _, row in rows]

    def check(self) -> int:
        with broken_if_it_fails():
            self._folder.check_files(self._folder.current())
            self.vocabulary.check()
            return self._searcher().doc_count()

    def _searcher(self) -> Searcher:
        """Of the index in use, with the latest commit."""
        opened = self._current()
        with self._lock:
            opened.searcher = opened.searcher.refresh()
            return opened.searcher

    def _current(self) -> "_Opened":
        """The index in use, opened again after a switch."""
        stamp = self._folder.stamp()
        with self._lock:
            if self._opened is None or self._opened[0] != stamp:
                path = self._folder.current()
                self._folder.check_files(path)
                self._opened = stamp, _Opened(path)
            return self._opened[1]


class _Opened:
    def __init__(self, path: Path) -> None:
        self.searcher: Searcher = files.open_dir(str(path)).searcher()
        self.vocabulary = checked(path)
