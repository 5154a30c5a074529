"""One ranking measured on one or more test sets."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

from tools.relevance import typed
from tools.relevance.measures import mean, ndcg, recall, reciprocal_rank
from tools.relevance.rivals import Ranking
from tools.relevance.sets import QuerySet

Typing = Callable[[str], str]
TYPINGS: dict[str, tuple[Typing, ...]] = {
    "wie geschrieben": (str,),
    "ein Tippfehler": tuple(partial(typed.with_typo, draw=draw) for draw in range(typed.DRAWS)),
    "ae oe ue ss": (typed.digraphs,),
    "a o u s": (typed.plain,),
}
CLEAN = "wie geschrieben"


@dataclass(frozen=True)
class Figures:
    """Means over all queries; gains: nDCG@10 of each query, for paired comparisons."""

    ndcg: float
    mrr: float
    recall: float
    gains: tuple[float, ...]


def measure(sets: Iterable[tuple[QuerySet, Ranking]], typing: str = CLEAN) -> Figures:
    """sets: each with the ranking that searches its documents."""
    rows = [
        (_without(rank(way(asked.text)), asked.without), asked.judged)
        for one, rank in sets
        for way in TYPINGS[typing]
        for asked in one.queries
    ]
    gains = tuple(ndcg(*row) for row in rows)
    return Figures(mean(gains), mean([reciprocal_rank(*r) for r in rows]), mean([recall(*r) for r in rows]), gains)


def _without(ranking: list[int], left_out: int) -> list[int]:
    return [number for number in ranking if number != left_out]
