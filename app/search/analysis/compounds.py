"""Taking German compounds apart: "Leerstandsmanagement" → Leerstand, Management → leer, Stand.

A word is cut where the parts are commoner than the whole; commonness is the number of dictionary words in
which a part stands in front or at the end. What the dictionary can't know stands in data/glossary.txt.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from math import log

from app.search.analysis.folding import fold, fold_digraphs
from app.search.analysis.wordlist import DATA, WordList

SHORTEST = 3
LONGEST_WORD = 40
LINKS = ("", "s", "es", "n", "en", "er", "e", "ens")
_LINK_COST = {"": 0.0, "s": 0.0, "n": 0.5, "en": 0.5, "es": 0.5, "er": 1.0, "e": 1.0, "ens": 1.0}
_ENDINGS = ("", "e", "s", "n", "en", "es", "er", "em", "ern")
_ALL = log(2_000_000)
_GLOSSARY_COUNT = 150


@dataclass(frozen=True, slots=True)
class Glossary:
    """words: folded compound → its pieces; parts: pieces that may also stand in other compounds.

    same: word as written → another that says the same ("leerstehend" → "leerstand").
    """

    words: dict[str, tuple[str, ...]]
    parts: frozenset[str]
    same: dict[str, str]


@cache
def part_list() -> WordList:
    return WordList(DATA / "parts.txt")


@cache
def glossary() -> Glossary:
    """Lines "leerstand+s+management", "leerstehend=leerstand"; a line without sign is never cut; # is a comment."""
    lines = [line.partition("#")[0].strip() for line in (DATA / "glossary.txt").read_text("utf-8").splitlines()]
    same = dict(line.split("=") for line in lines if "=" in line)
    rows = [tuple(map(fold, line.split("+"))) for line in lines if line and "=" not in line]
    words = {"".join(pieces): pieces for pieces in rows}
    return Glossary(words, frozenset(p for pieces in words.values() for p in pieces if p not in LINKS), same)


def split(word: str) -> tuple[tuple[int, int], ...]:
    """Places of the parts of a lower-case word, () if it is not cut. Links belong to no part.

    Tries the word with plain umlauts first, then reading ae, oe, ue as umlauts.
    """
    if not 2 * SHORTEST <= len(word) <= LONGEST_WORD:
        return ()
    for folding in (fold, fold_digraphs):
        folded = folding(word)
        if cut := _cut(folded):
            places = _places(word, folding)
            return tuple((places[start], places[end]) for start, end in cut)
        if folded == fold_digraphs(word):
            break
    return ()


def _places(word: str, folding: Callable[[str], str]) -> list[int]:
    """For each place in the folded word, the place in the word as written."""
    places = [0] * (len(folding(word)) + 1)
    for end in range(1, len(word) + 1):
        at = min(len(folding(word[:end])), len(places) - 1)
        for place in range(at, len(places)):
            places[place] = end
    return places


def _cut(word: str) -> tuple[tuple[int, int], ...]:
    if pieces := _glossary_pieces(word):
        return _cut_by_pieces(pieces, len(word))
    _, cut = _cheapest(word)
    if len(cut) < 2:
        return ()
    mean = sum(_commonness(word[a:b], b == len(word)) for a, b in cut) / len(cut)
    return cut if mean > _commonness_of_whole(word) else ()


def _glossary_pieces(word: str) -> tuple[str, ...] | None:
    known = glossary().words
    return next((known[w] for ending in _ENDINGS if (w := word.removesuffix(ending)) in known), None)


def _cut_by_pieces(pieces: tuple[str, ...], end: int) -> tuple[tuple[int, int], ...]:
    """() for a word of one piece; the last piece takes the ending of the word."""
    cut, at = [], 0
    for piece in pieces:
        if piece not in LINKS:
            cut.append((at, at + len(piece)))
        at += len(piece)
    return (*cut[:-1], (cut[-1][0], end)) if len(cut) > 1 else ()


def _cheapest(word: str) -> tuple[float, tuple[tuple[int, int], ...]]:
    """The likeliest cut into two or more parts, by dynamic programming from the left."""
    end = len(word)
    best: dict[int, tuple[float, tuple[tuple[int, int], ...]]] = {0: (0.0, ())}
    for start in range(end - SHORTEST + 1):
        if start not in best:
            continue
        so_far, cut = best[start]
        for stop in range(start + SHORTEST, end + 1):
            if stop == end and start == 0:
                continue
            common = _commonness(word[start:stop], stop == end)
            if common <= 0:
                continue
            for link in LINKS if stop < end else ("",):
                after = stop + len(link)
                if not word.startswith(link, stop) or (stop < end and after > end - SHORTEST):
                    continue
                cost = so_far + _ALL - common + _LINK_COST[link]
                if after not in best or cost < best[after][0]:
                    best[after] = (cost, (*cut, (start, stop)))
    return best.get(end, (0.0, ()))


def commonness(part: str) -> int:
    """In how many dictionary words this part stands, at either end."""
    return sum(part_list().numbers(fold(part)) or (0,))


def _commonness(part: str, last: bool) -> float:
    """Logarithm of the count at this end; 0 if it never stands there."""
    numbers = part_list().numbers(part)
    count = numbers[1 if last else 0] if numbers else 0
    if part in glossary().parts:
        count = max(count, _GLOSSARY_COUNT)
    return log(count + 1)


def _commonness_of_whole(word: str) -> float:
    numbers = part_list().numbers(word)
    return log(sum(numbers) + 1) if numbers else 0.0
