"""Search by tantivy: an index in a folder, written by one process, read by all."""

import dataclasses
import json
import os
import threading
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from itertools import islice
from pathlib import Path

import tantivy

from app.core.documents import Document
from app.search.analysis.version import index_format
from app.search.clauses import OWN
from app.search.engines.entries import entries_of
from app.search.engines.folder import IndexFolder
from app.search.engines.garbage import seldom_collected
from app.search.engines.interface import IndexBroken, SearchRequest, SearchResult
from app.search.engines.known_words import known_words
from app.search.engines.paging import query_of
from app.search.engines.tantivy_queries import Translator
from app.search.engines.tantivy_schema import build_schema, tantivy_document
from app.search.engines.tantivy_search import TantivySearch
from app.search.engines.vocabulary import Vocabulary, WithVocabulary, change_words, checked, with_words
from app.search.engines.vocabulary_tables import Row
from app.search.query import Word

Q = tantivy.Query
_HEAP, _HEAP_FOR_ALL = 40_000_000, 120_000_000
_AT_ONCE = 100
_MOST_KEPT = 200
Kept = dict[Hashable, SearchResult]
"""Answers until the next commit."""


@contextmanager
def broken_if_it_fails() -> Iterator[None]:
    """tantivy tells of damage by ValueError, OSError or a panic (which is no Exception)."""
    try:
        yield
    except (ValueError, OSError, RuntimeError) as problem:
        raise IndexBroken(str(problem)[:200]) from problem
    except BaseException as problem:
        if type(problem).__name__ == "PanicException":
            raise IndexBroken(str(problem)[:200]) from problem
        raise


def clear_away_unfinished(path: Path) -> None:
    """Lists of deleted documents that a killed writer wrote and no commit names: tantivy would use their name again.

    They carry the number of the commit that never was (<segment>.<number>.del), above that of the last one.
    """
    last = json.loads((path / "meta.json").read_text())["opstamp"]
    for file in path.glob("*.del"):
        if int(file.name.split(".")[1]) > last:
            file.unlink()


class TantivyEngine(WithVocabulary):
    """root: folder of its own, e.g. instance/search."""

    def __init__(self, root: Path) -> None:
        self._folder = IndexFolder(root, index_format("tantivy"))
        self._schema = build_schema()
        self._opened: tuple[tuple[int, int], _Opened] | None = None
        self._lock = threading.Lock()

    # -- writing

    def index(self, documents: Iterable[Document], deleted: Iterable[int] = ()) -> None:
        rows, gone = entries_of(documents), list(deleted)
        with broken_if_it_fails():
            path = self._folder.current()
            self._folder.check_files(path)
            clear_away_unfinished(path)
            index = tantivy.Index.open(str(path))
            change_words(path, rows, gone)
            self._write(index, rows, [*gone, *(document.id for document, _ in rows)])
            self._folder.note_files(path)

    def delete(self, ids: Iterable[int]) -> None:
        self.index((), ids)

    def writing(self) -> AbstractContextManager[None]:
        return self._folder.writing()

    def rebuild(self, documents: Iterable[Document], before_switch: Callable[[], None] | None = None) -> int:
        with self._folder.new(before_switch) as path, known_words(self._folder.root) as words, seldom_collected():
            index = tantivy.Index(self._schema, str(path))
            self._write(index, with_words(path, documents, words), (), _HEAP_FOR_ALL)
        index.reload()
        return index.searcher().num_docs

    def _write(self, index: tantivy.Index, rows: Iterable[Row], deleted: Iterable[int], heap: int = _HEAP) -> None:
        writer = index.writer(heap, 1)
        try:
            for gone in deleted:
                writer.delete_documents_by_term("id", str(gone))
            for several in _batches(rows):
                for document in several:
                    writer.add_document(document)
            writer.commit()
        except BaseException:
            writer.rollback()
            raise
        finally:
            writer.wait_merging_threads()

    # -- reading

    def search(self, request: SearchRequest) -> SearchResult:
        query = query_of(request)
        if not request.readers:
            return SearchResult()
        with broken_if_it_fails():
            opened = self._ready()
            kept = opened.kept
            to, starting_with = Translator(self._schema, opened.index), opened.vocabulary.starting_with
            search = TantivySearch(opened.index, to, starting_with, request, query)
            return search.result() if request.text.strip() else _from(kept, request, search.result)

    def occurs(self, word: Word) -> bool:
        with broken_if_it_fails():
            searcher = self._index().searcher()
            return any(searcher.doc_freq(name, word.terms.stem) for name in OWN)

    @property
    def vocabulary(self) -> Vocabulary:
        with broken_if_it_fails():
            return self._current().vocabulary

    def contents(self) -> list[tuple[int, int]]:
        with broken_if_it_fails():
            searcher = self._index().searcher()
            places = [at for _, at in searcher.search(Q.all_query(), max(1, searcher.num_docs)).hits]
            numbers, prints = (searcher.fast_field_values(name, places) for name in ("number", "fingerprint"))
            return list(zip(numbers, prints, strict=True))

    def check(self) -> int:
        with broken_if_it_fails():
            self._folder.check_files(self._folder.current())
            self.vocabulary.check()
            return self._index().searcher().num_docs

    def _index(self) -> tantivy.Index:
        return self._ready().index

    def _ready(self) -> "_Opened":
        """The index in use, with its latest commit."""
        opened = self._current()
        with self._lock:
            opened.reload_if_changed()
        return opened

    def _current(self) -> "_Opened":
        """The index in use, opened again after a switch."""
        stamp = self._folder.stamp()
        with self._lock:
            if self._opened is None or self._opened[0] != stamp:
                self._opened = stamp, self._open()
            return self._opened[1]

    def _open(self) -> "_Opened":
        path = self._folder.current()
        self._folder.check_files(path)
        return _Opened(path)


def _batches(rows: Iterable[Row]) -> Iterator[list[tantivy.Document]]:
    """Several at a time: woken for every single one, the thread that takes them in and this one disturb each other."""
    made = (tantivy_document(document, entry) for document, entry in rows)
    while several := list(islice(made, _AT_ONCE)):
        yield several


class _Opened:
    """An index in a folder, with the latest commit: loading it anew costs more than a rare word."""

    def __init__(self, path: Path) -> None:
        self._contents = path / "meta.json"
        self._stamp: tuple[int, int, int] | None = None
        self.kept: Kept = {}
        self.vocabulary = checked(path)
        self.index = tantivy.Index.open(str(path))
        self.index.config_reader("manual")

    def reload_if_changed(self) -> None:
        """Every commit puts a new file in place of meta.json."""
        found = os.stat(self._contents)
        stamp = found.st_ino, found.st_mtime_ns, found.st_size
        if stamp != self._stamp:
            self.index.reload()
            self._stamp, self.kept = stamp, {}


def _from(kept: Kept, request: SearchRequest, find: Callable[[], SearchResult]) -> SearchResult:
    """The answer to a question without text: it counts all entries, and many ask it.

    kept: of one commit, taken before its index is searched, so that no older answer comes among newer ones.
    """
    key = _key(request)
    found = kept.get(key) or find()
    if len(kept) >= _MOST_KEPT:
        kept.clear()
    kept[key] = found
    return found


def _key(request: SearchRequest) -> Hashable:
    """Everything but what words are said otherwise."""
    values = (
        getattr(request, one.name) for one in dataclasses.fields(request) if one.name not in ("thesaurus", "near")
    )
    return tuple(frozenset(value.items()) if isinstance(value, Mapping) else value for value in values)
