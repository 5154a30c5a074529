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
from whoosh.query import Term as WhooshTerm
from whoosh.searching import Searcher

from app.core.documents import Document
from app.search.analysis.version import index_format
from app.search.clauses import AROUND, ATTACHED, GRAMS, PARTS, STEM, TITLE_PARTS, TITLE_STEM
from app.search.engines.entries import BETWEEN, entry
from app.search.engines.folder import IndexFolder
from app.search.engines.interface import IndexBroken, SearchRequest, SearchResult, Written, kept_out
from app.search.engines.paging import query_of
from app.search.engines.whoosh_search import WhooshSearch, docs_of, occurs
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
        order=fields.NUMERIC(int, bits=64, signed=False, sortable=True, stored=True),
        **{name: fields.TEXT(analyzer=terms, phrase=name in (STEM, ATTACHED, AROUND)) for name in _ALL_TERMS},
        **dict.fromkeys(("words", "written", "starts", "readers", "has"), rows),
    )
    schema.add("field_*", rows, glob=True)
    schema.add("number_*", fields.NUMERIC(float), glob=True)
    return schema


_ALL_TERMS = (STEM, PARTS, GRAMS, TITLE_STEM, TITLE_PARTS, ATTACHED, AROUND)


def whoosh_row(document: Document) -> dict[str, Any]:
    made = entry(document)
    numbers = {name: float(value) for name, value in document.numbers.items()}
    return {
        "id": str(document.id),
        "version": document.version,
        "fingerprint": fingerprint(document),
        "title": made.title,
        "text": made.text,
        "order": made.order,
        "words": _ROW.join(made.words),
        "written": _ROW.join(BETWEEN.join(pair) for pair in made.words.items()),
        "starts": _ROW.join(BETWEEN.join((start, document.title, str(document.id))) for start in made.starts),
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


class WhooshEngine:
    """root: folder of its own, e.g. instance/search/whoosh."""

    def __init__(self, root: Path) -> None:
        self._folder = IndexFolder(root, index_format("whoosh"))
        self._opened: tuple[tuple[int, int], Searcher] | None = None
        self._lock = threading.Lock()

    def index(self, documents: Iterable[Document], deleted: Iterable[int] = ()) -> None:
        rows = [whoosh_row(document) for document in documents]
        with broken_if_it_fails():
            path = self._folder.current()
            self._folder.check_files(path)
            self._write(files.open_dir(str(path)), rows, deleted)
            self._folder.note_files(path)

    def delete(self, ids: Iterable[int]) -> None:
        self.index((), ids)

    def writing(self) -> AbstractContextManager[None]:
        return self._folder.writing()

    def rebuild(self, documents: Iterable[Document], before_switch: Callable[[], None] | None = None) -> int:
        with self._folder.new(before_switch) as path:
            made = files.create_in(str(path), build_schema())
            self._write(made, map(whoosh_row, documents), ())
        return made.doc_count()

    @staticmethod
    def _write(target: files.Index, rows: Iterable[dict[str, Any]], deleted: Iterable[int]) -> None:
        writer = target.writer(limitmb=64)
        try:
            for gone in deleted:
                writer.delete_by_term("id", str(gone))
            for row in rows:
                writer.update_document(**row)
        except BaseException:
            writer.cancel()
            raise
        writer.commit()

    def search(self, request: SearchRequest) -> SearchResult:
        if not request.readers:
            return SearchResult()
        with broken_if_it_fails():
            return WhooshSearch(self._searcher(), request, query_of(request)).result()

    def counts(self, words: Iterable[str], readers: tuple[str, ...]) -> dict[str, int]:
        with broken_if_it_fails():
            searcher = self._searcher()
            readable, reader = _readable(searcher, readers), searcher.reader()
            there = [word for word in words if ("words", word) in reader]
            counts = {word: len(docs_of(searcher, WhooshTerm("words", word)) & readable) for word in there}
            return {word: count for word, count in counts.items() if count}

    def occurs(self, word: Word) -> bool:
        with broken_if_it_fails():
            return occurs(self._searcher(), word)

    def starting_with(self, prefix: str, readers: tuple[str, ...], limit: int) -> list[Written]:
        terms = [(term.split(BETWEEN), count) for term, count in self._starting("written", prefix, readers)]
        found = [Written(folded, word, count) for (folded, word), count in terms]
        return sorted(found, key=lambda word: (-word.count, word.folded))[:limit]

    def titles(self, prefix: str, readers: tuple[str, ...], limit: int) -> list[tuple[str, int]]:
        terms = [term.split(BETWEEN) for term, _ in self._starting("starts", prefix, readers)]
        return list({int(number): (title, int(number)) for _, title, number in terms}.values())[:limit]

    def contents(self) -> list[tuple[int, int]]:
        with broken_if_it_fails():
            rows = self._searcher().reader().iter_docs()
            return [(int(row["id"]), row["fingerprint"]) for _, row in rows]

    def check(self) -> int:
        with broken_if_it_fails():
            self._folder.check_files(self._folder.current())
            return self._searcher().doc_count()

    def _starting(self, field: str, prefix: str, readers: tuple[str, ...]) -> list[tuple[str, int]]:
        with broken_if_it_fails():
            searcher = self._searcher()
            readable = _readable(searcher, readers)
            terms = [term.decode() for term in searcher.reader().expand_prefix(field, prefix)]
            counts = [(term, len(docs_of(searcher, WhooshTerm(field, term)) & readable)) for term in terms]
            return [pair for pair in counts if pair[1]]

    def _searcher(self) -> Searcher:
        """The index in use, opened again after a switch, with the latest commit."""
        stamp = self._folder.stamp()
        with self._lock:
            if self._opened is None or self._opened[0] != stamp:
                path = self._folder.current()
                self._folder.check_files(path)
                self._opened = stamp, files.open_dir(str(path)).searcher()
            self._opened = stamp, self._opened[1].refresh()
            return self._opened[1]


def _readable(searcher: Searcher, readers: tuple[str, ...]) -> set[int]:
    found = set[int]().union(*(docs_of(searcher, WhooshTerm("readers", reader)) for reader in readers))
    return found.difference(*(docs_of(searcher, WhooshTerm("id", str(number))) for number in kept_out(readers)))
