"""Words of an index that look like a word nothing is found by: what has them stands apart, in no count."""

from collections.abc import Callable

from rapidfuzz import process
from rapidfuzz.distance import OSA

from app.search.analysis.folding import fold_digraphs
from app.search.analysis.terms import END, written_stem
from app.search.clauses import Clause, one_of
from app.search.engines.interface import Written
from app.search.query import Word

StartingWith = Callable[[str, tuple[str, ...], int], list[Written]]
"""See Engine.starting_with."""
_AROUND, _MOST, _LEAST = 500, 5, 0.7
"""So many words that begin alike are compared; the likest are taken that share this part of their letters."""


def look_alike(words: tuple[Word, ...], starting_with: StartingWith, readers: tuple[str, ...]) -> Clause:
    """Documents with a word that begins like one of these and shares most of its letters, for these readers."""
    return one_of(stem for word in words for stem in _likest(fold_digraphs(word.written), starting_with, readers))


def _likest(folded: str, starting_with: StartingWith, readers: tuple[str, ...]) -> list[str]:
    around = {one.folded: one.word for one in starting_with(folded[:END], readers, _AROUND)}
    scorer = OSA.normalized_similarity
    likest = process.extract(folded, list(around), scorer=scorer, score_cutoff=_LEAST, limit=_MOST)
    return [written_stem(around[found]) for found, _, _ in likest]
