"""Figures for rankings, and how sure they are."""

import random
from collections.abc import Mapping, Sequence
from math import log2

DEPTH = 10
ROUNDS = 2_000


def ndcg(ranking: Sequence[int], judged: Mapping[int, int]) -> float:
    """Between 0 and 1: gains 2^grade - 1 of the first ten, discounted by rank, against the best possible order."""
    ideal = sorted(judged.values(), reverse=True)
    return _gain([judged.get(number, 0) for number in ranking]) / _gain(ideal) if ideal else 0.0


def _gain(grades: Sequence[int]) -> float:
    return sum((2**grade - 1) / log2(rank + 1) for rank, grade in enumerate(grades[:DEPTH], 1))


def reciprocal_rank(ranking: Sequence[int], judged: Mapping[int, int]) -> float:
    ranks = (rank for rank, number in enumerate(ranking[:DEPTH], 1) if judged.get(number, 0))
    return 1 / next(ranks, float("inf"))


def recall(ranking: Sequence[int], judged: Mapping[int, int]) -> float:
    """Share of what ten places can hold."""
    found = sum(1 for number in ranking[:DEPTH] if judged.get(number, 0))
    return found / min(DEPTH, len(judged)) if judged else 0.0


def mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def ratio_interval(ours: Sequence[float], theirs: Sequence[float]) -> tuple[float, float]:
    """95 % interval of mean(ours) / mean(theirs) by a paired bootstrap over the queries (fixed seed)."""
    dice, count = random.Random(1), len(ours)
    ratios = []
    for _ in range(ROUNDS):
        drawn = dice.choices(range(count), k=count)
        below = sum(theirs[at] for at in drawn)
        ratios.append(sum(ours[at] for at in drawn) / below if below else float("inf"))
    ratios.sort()
    return ratios[int(ROUNDS * 0.025)], ratios[int(ROUNDS * 0.975)]
