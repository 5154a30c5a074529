"""Which words of a text made it a hit: pieces to mark, also the part inside a compound. Never HTML."""

import re
from functools import lru_cache

from app.search.analysis.folding import normal
from app.search.analysis.terms import parts_with, written_same, written_stem
from app.search.analysis.tokens import word_around
from app.search.engines.interface import Fragment

WINDOW = 260
_READ = 10_000
_MOST = 40
_SHORTEST = 2
_BARE = (("ä", "a"), ("ö", "o"), ("ü", "u"), ("é", "e"), ("è", "e"))
Mark = tuple[int, int]


def fragments(title: str, text: str, wanted: frozenset[str]) -> tuple[Fragment, ...]:
    """The whole title and the best window of the text (its beginning if nothing is marked there)."""
    text, wanted = text[:_READ], _long_enough(wanted)
    start, end, marks = _window(text, _marks(text, wanted))
    title_pieces = _pieces(title, 0, len(title), _marks(title, wanted))
    before = (("… ", False),) if start else ()
    after = ((" …", False),) if end < len(text) else ()
    return Fragment("title", title_pieces), Fragment("text", (*before, *_pieces(text, start, end, marks), *after))


@lru_cache(maxsize=64)
def _long_enough(wanted: frozenset[str]) -> frozenset[str]:
    """The same object for all texts of one search: its hash is taken once."""
    return frozenset(stem for stem in wanted if len(stem) >= _SHORTEST)


def _marks(text: str, wanted: frozenset[str]) -> list[Mark]:
    """Looks only at words that contain a wanted stem, because taking every word apart would cost milliseconds."""
    marks: list[Mark] = []
    if not wanted:
        return marks
    done = looked_at = 0
    for found in _pattern(wanted).finditer(_flat(text)):
        if found.start() >= done and looked_at < _MOST:
            start, done = word_around(text, found.start())
            marks += _word_marks(text[start:done], start, wanted)
            looked_at += 1
    return marks


def _word_marks(written: str, at: int, wanted: frozenset[str]) -> list[Mark]:
    whole = written_stem(written)
    if not whole or whole in wanted:
        return [(at, at + len(written))] if whole else []
    found = parts_with(written, wanted)
    is_meant = found or not wanted.isdisjoint(written_same(written))
    return _part_marks(written, at, found) if is_meant else []


@lru_cache(maxsize=64)
def _pattern(wanted: frozenset[str]) -> re.Pattern[str]:
    """Finds the stems in flat text, however umlauts are written; a stem is the beginning of its word.

    Longer stems with the same beginning are left out: whoever looks takes the whole word anyway. Without re.I it
    takes a third of the time.
    """
    telling = [stem for stem in wanted if not any(stem != other and stem.startswith(other) for other in wanted)]
    return re.compile("|".join(_spellings(stem) for stem in sorted(telling)))


def _spellings(stem: str) -> str:
    letters = re.escape(stem).replace("ss", "(?:ss|ß)")
    return re.sub("[aou]", r"\g<0>e?", letters)


def _flat(text: str) -> str:
    """Lower case without points and accents, letter for letter: where one becomes two, as it is."""
    lower = text.lower()
    for letter, bare in _BARE:
        lower = lower.replace(letter, bare)
    return lower if len(lower) == len(text) else text


def _part_marks(written: str, at: int, found: list[Mark]) -> list[Mark]:
    """found: places of its parts; without any, or among letters that nobody sees, the whole word."""
    if not found or len(normal(written)) != len(written):
        return [(at, at + len(written))]
    return [(at + start, at + end) for start, end in found]


def _window(text: str, marks: list[Mark]) -> tuple[int, int, list[Mark]]:
    """The stretch with the most different marked words; the first of equals."""
    best, most = 0, 0
    words = [text[start:end].lower() for start, end in marks]
    for first, (start, _) in enumerate(marks):
        if len(marks) - first <= most:
            break
        near = zip(words[first : first + 12], marks[first : first + 12], strict=True)
        inside = {word for word, (_, end) in near if end <= start + WINDOW - 40}
        if len(inside) > most:
            best, most = start, len(inside)
    start = _word_start(text, max(0, best - 40)) if most else 0
    end = _word_end(text, min(len(text), start + WINDOW))
    return start, end, [mark for mark in marks if mark[0] >= start and mark[1] <= end]


def _word_start(text: str, at: int) -> int:
    blank = text.find(" ", at)
    return 0 if at == 0 else blank + 1 if 0 <= blank < at + 30 else at


def _word_end(text: str, at: int) -> int:
    blank = text.rfind(" ", 0, at)
    return at if at == len(text) or blank < at - 30 else blank


def _pieces(text: str, start: int, end: int, marks: list[Mark]) -> tuple[tuple[str, bool], ...]:
    pieces, at = [], start
    for first, last in marks:
        pieces += [(text[at:first], False), (text[first:last], True)]
        at = last
    return tuple(piece for piece in (*pieces, (text[at:end], False)) if piece[0])
