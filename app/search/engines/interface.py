"""What every search engine can do for us. Only this folder knows tantivy or Whoosh."""

from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Protocol

from app.core.documents import Document
from app.core.text import fold
from app.search.query import Word
from app.search.synonyms.thesaurus import Thesaurus

_MOST_NAMES = 4
PREFERENCE = 6.0
"""What a preferred value adds to a score; a word in the title adds about as much."""
PREFERENCES = {"stand": 30.0, "person": 40.0}
"""The same for values of other names: what is no entry of the field stands behind, unless it is called so."""
SURNAME = "~"
PREFERRED = {"angaben": ("ja",), "typ": ("practice", "case_study"), "stand": ("inhalt",)}
"""What people look for: measures and examples with details, then organisations; people and shops behind them."""
RELEVANCE, DATE = "relevanz", "datum"
COST, POPULATION = "kosten", "einwohner"
BY_NUMBER = (COST, POPULATION)
"""Orders by a number of documents, the smallest first, those without it (or below 0) last."""


KEPT_OUT = "not:"
"""Before an id among readers: this document is on its way out of the index, or out of these readers' sight."""


def preferred_for(text: str) -> dict[str, tuple[str, ...]]:
    """PREFERRED, and people whose name was typed: the whole, the first alone, or the last among other words."""
    whole = fold(text)
    return {**PREFERRED, "person": (whole, *(SURNAME + word for word in whole.split()[:_MOST_NAMES]))}


def preference(name: str) -> float:
    return PREFERENCES.get(name, PREFERENCE)


class IndexBroken(Exception):
    """The index is missing, damaged or of another format: answer from the database and build it anew."""


@dataclass(frozen=True, slots=True)
class Range:
    """low and high belong to it; None is open. include_unknown: also documents without the number."""

    low: float | None = None
    high: float | None = None
    include_unknown: bool = False


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """text: as typed.  readers: who asks, any of them is enough; empty finds nothing; "not:7" keeps document 7 out.

    filters: values of one name are alternatives, different names must all hold.  excluded: none may hold.
    preferred: these stand somewhat higher, nothing is left out.
    sort: by relevance any word is enough; in every other order all words have to occur.
    page: from 1.  per_page: 0 asks for counts alone, which costs less.
    facets: names to count, each without its own filter.  loose: how many look-alikes at most.
    thesaurus: other ways to say what was typed, found with less weight.
    near: a word as typed that no text has → words that may be meant by it, if any, found with less weight
    (see app.search.spelling).
    """

    text: str = ""
    readers: tuple[str, ...] = ()
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    excluded: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    ranges: Mapping[str, Range] = field(default_factory=dict)
    preferred: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sort: str = RELEVANCE
    page: int = 1
    per_page: int = 20
    facets: tuple[str, ...] = ()
    highlight: bool = False
    loose: int = 0
    thesaurus: Thesaurus | None = None
    near: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Fragment:
    """A piece of a text: pairs (text, marked). name: "title" or "text"."""

    name: str
    pieces: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """number: what it is sorted by; None when it says none, or the order is another."""

    id: int
    version: int
    score: float
    fragments: tuple[Fragment, ...] = ()
    number: float | None = None


@dataclass(frozen=True, slots=True)
class SearchResult:
    """total: what paging to the end counts.  loose_hits: look-alikes only, in no count.

    facets: name → value → count.  unknown: range name → how many more there were without the number.
    corrected: another text that was meant perhaps; filled in by app.search.spelling.
    """

    hits: tuple[Hit, ...] = ()
    loose_hits: tuple[Hit, ...] = ()
    total: int = 0
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    unknown: Mapping[str, int] = field(default_factory=dict)
    corrected: str | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """A word of the index as people write it. count: documents that contain it so."""

    folded: str
    word: str
    count: int


def kept_out(readers: Iterable[str]) -> list[int]:
    """The ids that these readers bring along as not to be found."""
    return [int(reader.removeprefix(KEPT_OUT)) for reader in readers if reader.startswith(KEPT_OUT)]


class Engine(Protocol):
    """All may raise IndexBroken. Only one process writes at a time; any number reads."""

    def index(self, documents: Iterable[Document], deleted: Iterable[int] = ()) -> None:
        """Put documents in place of older ones with the same id, take others out, in one step."""

    def delete(self, ids: Iterable[int]) -> None: ...

    def writing(self) -> AbstractContextManager[None]:
        """Nobody else writes to the index or switches it meanwhile."""

    def rebuild(self, documents: Iterable[Document], before_switch: Callable[[], None] | None = None) -> int:
        """Build a new index beside the old one and switch to it; returns the number of documents.

        before_switch: called while nobody writes, at the last moment before readers see the new index.
        """

    def search(self, request: SearchRequest) -> SearchResult: ...

    def counts(self, words: Iterable[str], readers: tuple[str, ...]) -> dict[str, int]:
        """For each folded word that these readers may find: in how many documents it stands. Others are left out."""

    def occurs(self, word: Word) -> bool:
        """Is the word in the index at all, inflected or as a part?"""

    def starting_with(self, prefix: str, readers: tuple[str, ...], limit: int) -> list[Written]:
        """Words whose folded form begins like this, for these readers, the commonest first."""

    def titles(self, prefix: str, readers: tuple[str, ...], limit: int) -> list[tuple[str, int]]:
        """(title, id) of documents with a title word that begins like this (folded)."""

    def contents(self) -> Iterable[tuple[int, int]]:
        """(id, fingerprint) of every document in the index; see app.search.fingerprints."""

    def check(self) -> int:
        """Number of documents; raises IndexBroken if files are missing or altered."""
