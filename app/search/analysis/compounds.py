"""Taking German compounds apart: "Leerstandsmanagement" → Leerstand, Management → leer, Stand.

A word is cut where the parts are commoner than the whole; commonness is the number of dictionary words in
which a part stands in front or at the end. What the dictionary can't know stands in data/glossary.txt.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from math import log

from app.search.analysis.folding import fold, plain, plain_digraphs
from app.search.analysis.wordlist import DATA, PartList

Place = tuple[int, int]
Logarithms = tuple[float, float]
SHORTEST = 3
LONGEST_WORD = 40
LINKS = ("", "s", "es", "n", "en", "er", "e", "ens")
_NO_LINK = (("", 0.0),)
_LINKS_BY_LETTER = {
    "s": (("", 0.0), ("s", 0.0)),
    "n": (("", 0.0), ("n", 0.5)),
    "e": (("", 0.0), ("es", 0.5), ("en", 0.5), ("er", 1.0), ("e", 1.0), ("ens", 1.0)),
}
"""The links that may begin with a letter, and what each costs."""
_NOTHING: dict[str, Logarithms] = {}
_ENDINGS = ("", "e", "s", "n", "en", "es", "er", "em", "ern")
_BEFORE_S = re.compile("(.{3,}(?:ung|heit|keit|schaft|tat|ion))s(.{3,})$")
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
def part_list() -> PartList:
    return PartList(DATA / "parts.txt")


@cache
def glossary() -> Glossary:
    """Lines "leerstand+s+management", "leerstehend=leerstand"; a line without sign is never cut; # is a comment."""
    lines = [line.partition("#")[0].strip() for line in (DATA / "glossary.txt").read_text("utf-8").splitlines()]
    same = dict(line.split("=") for line in lines if "=" in line)
    rows = [tuple(map(fold, line.split("+"))) for line in lines if line and "=" not in line]
    words = {"".join(pieces): pieces for pieces in rows}
    pieces = {piece for row in words.values() for piece in row if piece not in LINKS}
    return Glossary(words, frozenset(pieces | words.keys()), same)


def split(word: str) -> tuple[tuple[int, int], ...]:
    """Places of the parts of a lower-case word, () if it is not cut. Links belong to no part.

    Tries the word with plain umlauts first, then reading ae, oe, ue as umlauts.
    """
    if not 2 * SHORTEST <= len(word) <= LONGEST_WORD:
        return ()
    folded = plain(word)
    if cut := _cut(folded):
        return _placed(cut, _places(word, plain))
    shorter = plain_digraphs(folded)
    cut = _cut(shorter) if shorter != folded else ()
    return _placed(cut, _places(word, lambda part: plain_digraphs(plain(part)))) if cut else ()


def _placed(cut: tuple[Place, ...], places: Sequence[int]) -> tuple[Place, ...]:
    return tuple((places[start], places[end]) for start, end in cut)


def _places(word: str, folding: Callable[[str], str]) -> Sequence[int]:
    """For each place in the folded word, the place in the word as written."""
    folded = folding(word)
    if len(folded) == len(word):
        return range(len(word) + 1)
    places = [0] * (len(folded) + 1)
    for end in range(1, len(word) + 1):
        at = min(len(folding(word[:end])), len(places) - 1)
        for place in range(at, len(places)):
            places[place] = end
    return places


def _cut(word: str) -> tuple[tuple[int, int], ...]:
    if pieces := _glossary_pieces(word):
        return _cut_by_pieces(pieces, len(word))
    cut = _cheapest(word)
    if not cut:
        return _cut_by_ending(word)
    mean = sum(_commonness(word[a:b], b == len(word)) for a, b in cut) / len(cut)
    return cut if mean > _commonness_of_whole(word) else ()


def _glossary_pieces(word: str) -> tuple[str, ...] | None:
    known = glossary().words
    for ending in _ENDINGS:
        if word.endswith(ending) and (pieces := known.get(word.removesuffix(ending))):
            return pieces
    return None


def _cut_by_pieces(pieces: tuple[str, ...], end: int) -> tuple[tuple[int, int], ...]:
    """() for a word of one piece; the last piece takes the ending of the word."""
    cut, at = [], 0
    for piece in pieces:
        if piece not in LINKS:
            cut.append((at, at + len(piece)))
        at += len(piece)
    return (*cut[:-1], (cut[-1][0], end)) if len(cut) > 1 else ()


def _cut_by_ending(word: str) -> tuple[Place, ...]:
    """Words that no dictionary knows: after "-ungs", "-keits", "-schafts" a new part begins."""
    found = _BEFORE_S.match(word)
    return ((0, found.end(1)), (found.start(2), len(word))) if found else ()


def _cheapest(word: str) -> tuple[Place, ...]:
    """The likeliest cut into two or more parts, by dynamic programming from the left; () if there is none."""
    end = len(word)
    best: dict[int, tuple[float, tuple[Place, ...]]] = {0: (0.0, ())}
    for start in range(end - SHORTEST + 1):
        if start not in best:
            continue
        so_far, cut = best[start]
        for stop, common in _stops(word, start):
            cost = so_far + _ALL - common
            for link, price in _LINKS_BY_LETTER.get(word[stop : stop + 1], _NO_LINK):
                after, whole = stop + len(link), cost + price
                fits = after == end if stop == end else after <= end - SHORTEST and word.startswith(link, stop)
                if fits and (after not in best or whole < best[after][0]):
                    best[after] = whole, (*cut, (start, stop))
    return best[end][1] if end in best else ()


def _stops(word: str, start: int) -> list[tuple[int, float]]:
    """Where a part that begins here may end, and how common it is there."""
    end, known = len(word), _parts_like(word[start : start + 4])
    if not known:
        return []
    stops = [
        (stop, found[0])
        for stop in range(start + SHORTEST, end - SHORTEST + 1)
        if (found := known.get(word[start:stop])) and found[0] > 0
    ]
    if start and (last := known.get(word[start:])) and last[1] > 0:
        stops.append((end, last[1]))
    return stops


def commonness(part: str) -> int:
    """In how many dictionary words this part stands, at either end."""
    return sum(part_list().numbers(fold(part)) or (0,))


def _commonness(part: str, last: bool) -> float:
    """Logarithm of the count at this end; 0 if it never stands there."""
    found = _parts_like(part[:4]).get(part)
    return found[last] if found else 0.0


def _parts_like(head: str) -> dict[str, Logarithms]:
    """At least the parts with these first four letters: the logarithms of their counts in front and at the end."""
    return _beginning(head) if part_list().loaded is None else _all_logarithms()


@lru_cache(maxsize=8_192)
def _beginning(head: str) -> dict[str, Logarithms]:
    heads = head, head[:SHORTEST]
    known: dict[str, tuple[int, ...]] = {part: () for one in heads for part in _glossary_parts().get(one, ())}
    known |= {part: numbers for one in heads for part, numbers in part_list().beginning(one).items()}
    return {part: found for part, numbers in known.items() if (found := _of_numbers(part, numbers))} or _NOTHING


@cache
def _glossary_parts() -> dict[str, set[str]]:
    """By their first four letters, those of three by these."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for part in glossary().parts:
        found[part[:4]].add(part)
    return found


def _of_numbers(part: str, numbers: tuple[int, ...] | None) -> Logarithms | None:
    least = _GLOSSARY_COUNT if part in glossary().parts else 0
    front, last = numbers or (0, 0)
    return (log(max(front, least) + 1), log(max(last, least) + 1)) if numbers or least else None


@cache
def _all_logarithms() -> dict[str, Logarithms]:
    """For processes that analyse many texts: a dictionary answers faster than a cache (15 MB)."""
    known = {**dict.fromkeys(glossary().parts), **(part_list().loaded or {})}
    return {part: found for part, numbers in known.items() if (found := _of_numbers(part, numbers))}


def _commonness_of_whole(word: str) -> float:
    numbers = part_list().numbers(word)
    return log(sum(numbers) + 1) if numbers else 0.0
