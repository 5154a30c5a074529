"""Meinten Sie …: for words that neither the index nor the word list knows.

One edit, two from nine letters; of several candidates the commonest wins. Only words that the reader may find.
"""

from collections.abc import Iterator
from functools import cache

from app.search.analysis.compounds import part_list, split
from app.search.analysis.folding import fold, fold_digraphs
from app.search.analysis.wordlist import DATA, WordList
from app.search.engines.entries import BETWEEN
from app.search.engines.interface import Engine
from app.search.query import Query, Word

SHORTEST = 4
LONG = 9
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_NEIGHBOURS = 2_000
_SURE = 3


def corrected(text: str, query: Query, engine: Engine, readers: tuple[str, ...]) -> str | None:
    """The text with likelier words, None if all are known or nothing is near."""
    better = text
    for word in query.words:
        if not is_known(word, engine) and (near := nearest(word.written, engine, readers)):
            better = _replace(better, word.written, near)
    return better if better != text else None


def is_known(word: Word, engine: Engine) -> bool:
    folded = fold(word.written)
    if len(folded) < SHORTEST or not folded.isalpha() or not folded.isascii():
        return True
    is_german = folded in part_list() or folded in word_list() or bool(split(word.written))
    return is_german or engine.occurs(word)


def nearest(word: str, engine: Engine, readers: tuple[str, ...]) -> str | None:
    """The commonest word of the index one edit away, or two for a long word; as people write it."""
    folded = fold_digraphs(word)
    found = engine.counts(set(one_edit(folded)), readers)
    best = max(found, key=lambda near: (found[near], near), default="")
    if not best and len(folded) >= LONG:
        best = _two_edits(folded, engine, readers)
    return engine.starting_with(best + BETWEEN, readers, 1)[0].word if best else None


def _two_edits(folded: str, engine: Engine, readers: tuple[str, ...]) -> str:
    around = engine.starting_with(folded[:_SURE], readers, _NEIGHBOURS)
    near = [w for w in around if _may_be_near(folded, w.folded) and distance(folded, w.folded) <= 2]
    return max(near, key=lambda w: (w.count, w.folded)).folded if near else ""


def _may_be_near(one: str, other: str) -> bool:
    """Cheap: lengths and letters, because most neighbours differ in more than two."""
    return abs(len(one) - len(other)) <= 2 and len(set(one) ^ set(other)) <= 4


def one_edit(word: str) -> Iterator[str]:
    """A letter left out, swapped with its neighbour, changed or put in."""
    for at in range(len(word) + 1):
        head, tail = word[:at], word[at:]
        if tail:
            yield head + tail[1:]
            yield from (head + letter + tail[1:] for letter in _LETTERS)
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]
        yield from (head + letter + tail for letter in _LETTERS)


def distance(one: str, other: str) -> int:
    """Damerau-Levenshtein with adjacent swaps; 3 stands for "3 or more"."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        older, before, row = before, row, [i]
        for j, against in enumerate(other, 1):
            cost = min(before[j] + 1, row[-1] + 1, before[j - 1] + (letter != against))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == against:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
        if min(row) > 2:
            return 3
    return min(row[-1], 3)


def _replace(text: str, wrong: str, right: str) -> str:
    at = text.lower().find(wrong)
    return text if at < 0 else text[:at] + right + text[at + len(wrong) :]


@cache
def word_list() -> WordList:
    return WordList(DATA / "words.txt")
