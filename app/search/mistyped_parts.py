"""A slip inside a compound that stands in no text and no dictionary: "Paketzustelung" → Paket + zustellung.

One end of the word has to be right; the other is mended by one edit so that it becomes a part we know.
"""

from collections.abc import Iterable, Iterator

from app.search.analysis.compounds import LINKS, SHORTEST, glossary, part_list, split
from app.search.edits import one_edit

MOST_CUTS = 3
_LONGEST = 24


def mended(word: str) -> list[tuple[str, str]]:
    """word: folded. Pairs (whole word, its mended part), those with the commonest part first."""
    found: dict[str, tuple[int, str]] = {}
    for head, tail in _right_tails(word):
        found |= {one + tail: (count, one) for one in set(one_edit(head)) if (count := _in_front(one))}
    for head, tail in _right_heads(word):
        found |= {head + one: (count, one) for one in set(one_edit(tail)) if (count := _at_end(one))}
    if not found:
        found = {whole + tail: (1, part) for head, tail in _known_tails(word) for whole, part in mended(head)}
    found.pop(word, None)
    return [(whole, part) for whole, (_, part) in sorted(found.items(), key=lambda pair: (-pair[1][0], pair[0]))]


def is_made_of_known(word: str) -> bool:
    """word: folded. A compound that we can cut, every part a word of the dictionary."""
    parts = [word[start:end] for start, end in split(word)]
    return bool(parts) and all(len(part) > SHORTEST and (_numbers(part) != (0, 0)) for part in parts)


def _known_tails(word: str) -> Iterator[tuple[str, str]]:
    """As _right_tails, but only parts as they stand, for compounds of three."""
    cuts = (at for at in range(2 * SHORTEST, len(word) - SHORTEST) if _at_end(word[at:]))
    return _few((word[:at], word[at:]) for at in cuts)


def _right_tails(word: str) -> Iterator[tuple[str, str]]:
    """The longest known ends, with what stands before them."""
    cuts = (at for at in range(SHORTEST + 1, len(word) - SHORTEST) if _at_end(word[at:]) or is_made_of_known(word[at:]))
    return _few((word[:at], word[at:]) for at in cuts)


def _right_heads(word: str) -> Iterator[tuple[str, str]]:
    """The longest known beginnings, with their links, and what stands behind them."""
    cuts = (
        at
        for at in range(len(word) - SHORTEST - 1, SHORTEST, -1)
        if _in_front(word[:at]) or is_made_of_known(word[:at])
    )
    return _few((word[:at], word[at:]) for at in cuts)


def _few(cuts: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    for _, cut in zip(range(MOST_CUTS), cuts, strict=False):
        if max(map(len, cut)) <= _LONGEST:
            yield cut


def _in_front(part: str) -> int:
    """In how many words it stands in front, with or without a link."""
    bare = (part.removesuffix(link) for link in LINKS if part.endswith(link))
    return max((_numbers(one)[0] for one in bare if len(one) >= SHORTEST), default=0)


def _at_end(part: str) -> int:
    return _numbers(part)[1] if len(part) >= SHORTEST else 0


def _numbers(part: str) -> tuple[int, ...]:
    known = part_list().numbers(part)
    return known or ((1, 1) if part in glossary().parts else (0, 0))
