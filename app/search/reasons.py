"""Why something was found although its own text does not show it: the page of a file. Only for the hits shown."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.media.reading.queries import FoundPage, pages_with
from app.search.analysis.folding import fold_digraphs
from app.search.highlights import fragments
from app.search.query import Query, Word

STRETCH = 8_000
Pieces = tuple[tuple[str, bool], ...]


@dataclass(frozen=True)
class FoundIn:
    """label: "Anhang konzept.pdf, Seite 4".  extract: pieces (text, is marked)."""

    label: str
    url: str
    extract: Pieces


def found_in_files(query: Query, shown: Mapping[int, Pieces]) -> dict[int, FoundIn]:
    """shown: id of a hit → the pieces of title and extract. For words that are marked in none of them."""
    wanted = [*map(_of_word, query.words), *map(_of_phrase, query.phrases)]
    missing = {number: lacking for number, pieces in shown.items() if (lacking := _unexplained(wanted, pieces))}
    if not missing:
        return {}
    pages = pages_with(missing, {stem for lacking in missing.values() for one in lacking for stem in one.stems})
    reasons = {number: _reason(page, missing[number]) for number, page in pages.items()}
    return {number: reason for number, reason in reasons.items() if reason}


@dataclass(frozen=True)
class _Wanted:
    """One word of the query. ways: sets of stems; a text says the word if it has all of any one."""

    ways: tuple[frozenset[str], ...]

    @property
    def stems(self) -> frozenset[str]:
        return frozenset[str]().union(*self.ways)

    def is_in(self, marked: str) -> bool:
        return any(all(fold_digraphs(stem) in marked for stem in way) for way in self.ways)


def _of_word(word: Word) -> _Wanted:
    ways = [frozenset([stem]) for stem in (word.terms.stem, *word.terms.specific)]
    return _Wanted((*ways, frozenset(word.terms.units)) if word.terms.units else tuple(ways))


def _of_phrase(stems: tuple[str, ...]) -> _Wanted:
    return _Wanted((frozenset(stems),))


def _unexplained(wanted: Iterable[_Wanted], pieces: Pieces) -> list[_Wanted]:
    marked = _marked(pieces)
    return [one for one in wanted if not one.is_in(marked)]


def _marked(pieces: Pieces) -> str:
    return fold_digraphs(" ".join(text for text, is_marked in pieces if is_marked))


def _reason(page: FoundPage, lacking: list[_Wanted]) -> FoundIn | None:
    """None when the letters stand there by chance, inside other words."""
    stems = frozenset[str]().union(*(one.stems for one in lacking))
    for start in range(0, len(page.text), STRETCH):
        stretch = page.text[start : start + STRETCH + 200].replace("\n", " ")
        pieces = fragments("", stretch, stems)[1].pieces
        if len(_unexplained(lacking, pieces)) < len(lacking):
            return FoundIn(page.label, page.url, pieces)
    return None
