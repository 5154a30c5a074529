"""Words and what the index knows them by."""

import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain
from typing import NamedTuple

from app.search.analysis.compounds import commonness, glossary, split
from app.search.analysis.families import relatives
from app.search.analysis.folding import fold_digraphs, normal
from app.search.analysis.stemming import stem
from app.search.analysis.stopwords import STOP_WORDS
from app.search.analysis.tokens import LONGEST, all_words, is_word, without_gender_sign, words

Place = tuple[int, int]
END = 4
RARE = 50
_DEEPEST = 3


@dataclass(frozen=True, slots=True)
class WordTerms:
    """stem: of the whole word.  units: stems of the parts it is cut into first; specific: those of them
    that are rare in other compounds, and other ways to say the whole.  parts: stems of all parts, also of the
    parts' parts, and the same other ways.  ends: the first and the last four letters of the folded word."""

    stem: str
    units: tuple[str, ...]
    specific: tuple[str, ...]
    parts: tuple[str, ...]
    ends: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Token:
    """A word at its place in a text: characters from start to end."""

    terms: WordTerms
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a word, by its place in the word. level 1: first cut."""

    start: int
    end: int
    level: int


def analyse(text: str) -> Iterator[Token]:
    """The words of a text in NFC, without stop words."""
    for word, start, end in words(text):
        if terms := written_terms(word):
            yield Token(terms, start, end)


def nfc(text: str) -> str:
    """Also without halves of surrogate pairs, which no file can hold."""
    return unicodedata.normalize("NFC", text.encode("utf-8", "ignore").decode())


@lru_cache(maxsize=5_000)
def parts(word: str) -> tuple[Part, ...]:
    """All parts of a lower-case word, and their parts."""
    return tuple(_parts(word, 1, 0))


def _parts(word: str, level: int, shift: int) -> Iterator[Part]:
    for start, end in _split_word(word) if level == 1 else _split_again(word):
        yield Part(shift + start, shift + end, level)
        if level < _DEEPEST:
            yield from _parts(word[start:end], level + 1, shift + start)


_split_word = lru_cache(maxsize=5_000)(split)
_split_again = lru_cache(maxsize=20_000)(split)
"""For parts of words, which come again and again."""
_stem_of_part = lru_cache(maxsize=20_000)(stem)


@lru_cache(maxsize=20_000)
def written_terms(written: str) -> WordTerms | None:
    """written: a word as it stands in a text; None for stop words."""
    lower = _searched(written)
    return None if lower in STOP_WORDS else word_terms(lower)


def _searched(written: str) -> str:
    return normal(without_gender_sign(written))[:LONGEST]


@lru_cache(maxsize=20_000)
def written_stem(written: str) -> str:
    """As written_terms(written).stem, "" for stop words: most words that are marked are marked whole."""
    lower = _searched(written)
    return "" if lower in STOP_WORDS else stem(lower)


def parts_with(written: str, wanted: frozenset[str]) -> list[Place]:
    """Places in a word that is no stop word, without its invisible letters: of its longest parts with a wanted stem."""
    word = _searched(written)
    return list(_parts_with(word, _split_word(word), wanted, 1, 0))


def _parts_with(word: str, cut: tuple[Place, ...], wanted: frozenset[str], level: int, shift: int) -> Iterator[Place]:
    for start, end in cut:
        part = word[start:end]
        if _stem_of_part(part) in wanted and part not in STOP_WORDS:
            yield shift + start, shift + end
        elif level < _DEEPEST:
            yield from _parts_with(part, _split_again(part), wanted, level + 1, shift + start)


@lru_cache(maxsize=20_000)
def written_same(written: str) -> tuple[str, ...]:
    """Of written_terms(written).parts the other ways to say the whole."""
    lower = _searched(written)
    return _same(lower, stem(lower))


class Indexed(NamedTuple):
    """What an index takes of a word: folded as look-ups need it; the others as in WordTerms, joined by blanks."""

    folded: str
    stem: str
    parts: str
    ends: str
    written: str


IndexedWords = Callable[[str], Iterator[Indexed]]


def indexed(written: str) -> Indexed | None:
    """written: a word as it stands in a text; None for stop words."""
    lower = _searched(written)
    if lower in STOP_WORDS or not is_word(written):
        return None
    terms = word_terms(lower)
    parts, both_ends = " ".join((terms.stem, *terms.parts)), " ".join(terms.ends)
    return Indexed(fold_digraphs(written), terms.stem, parts, both_ends, written)


class Remembered(dict[str, tuple[Indexed, ...]]):
    """What stands between two blanks → its words without stop words. At most twice `most` are kept: of those that were
    not asked for lately the older half goes.

    No word has a blank inside, and texts repeat what stands between. A dictionary, because a cache that knows what
    was used last takes twice the time.
    """

    def __init__(self, look_up: Callable[[str], Indexed | None], most: int) -> None:
        super().__init__()
        self._look_up, self._most = look_up, most
        self._older: dict[str, tuple[Indexed, ...]] = {}

    def __missing__(self, text: str) -> tuple[Indexed, ...]:
        found = self._older.get(text)
        if found is None:
            found = tuple(filter(None, map(self._look_up, all_words(text))))
        if len(self) >= self._most:
            self._older = dict(self)
            self.clear()
        self[text] = found
        return found

    def words(self, text: str) -> Iterator[Indexed]:
        return chain.from_iterable(map(self.__getitem__, text.split()))


indexed_words: IndexedWords = Remembered(lru_cache(maxsize=20_000)(indexed), 20_000).words
"""For a few entries at a time; a new index remembers more, see app.search.engines.known_words."""


def word_terms(word: str) -> WordTerms:
    """word: lower case, NFC."""
    found = _said_parts(word)
    first = [part for part, level in found if level == 1]
    whole = stem(word)
    same = _same(word, whole)
    return WordTerms(
        stem=whole,
        units=_stems(first),
        specific=(*_stems([part for part in first if commonness(part) <= RARE]), *same),
        parts=(*_stems([part for part, _ in found]), *same),
        ends=ends(word),
    )


def _said_parts(word: str) -> list[tuple[str, int]]:
    """With their levels."""
    return [(part, p.level) for p in parts(word) if (part := word[p.start : p.end]) not in STOP_WORDS]


def _same(word: str, whole: str) -> tuple[str, ...]:
    """Other ways to say the whole; whole: its stem."""
    return (*same_by_stem().get(whole, ()), *relatives(word))


@cache
def same_by_stem() -> dict[str, tuple[str, ...]]:
    """Stem of a word → stems of others that say the same."""
    return {stem(word): (stem(other),) for word, other in glossary().same.items()}


def _stems(parts_of_word: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(_stem_of_part, parts_of_word)))


def ends(word: str) -> tuple[str, ...]:
    """ "zwis-" and "-zung" for "zwischennutzung"; a word of four letters and less whole."""
    folded = fold_digraphs(word)
    return (f"{folded[:END]}-", f"-{folded[-END:]}") if len(folded) > END else (folded,)
