"""The commonest words that begin alike, for a reader of several audiences; exact, and quick for short beginnings."""

import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from app.search.engines.entries import BETWEEN
from app.search.engines.vocabulary_tables import Pair

_MANY = 800
"""From so many words on they are walked from the commonest down, instead of being sorted."""
_DEEPER = 8
_ALIKE = "audience = ? AND folded >= ? AND folded < ?"
_ARE_MANY = f"SELECT 1 FROM said WHERE {_ALIKE} LIMIT 1 OFFSET {_MANY}"
_SORTED = f"SELECT folded, written, entries FROM said WHERE {_ALIKE} ORDER BY entries DESC, folded, written LIMIT ?"
_WALKED = f"""
SELECT folded, written, entries FROM said INDEXED BY said_by_count
WHERE {_ALIKE} AND substr(folded, 1, 2) = substr(?, 1, 2) ORDER BY entries DESC, folded, written LIMIT ?
"""
_SUMS = """
SELECT folded, written, sum(entries) FROM said
WHERE audience IN (SELECT value FROM json_each(?)) AND folded IN (SELECT value FROM json_each(?))
GROUP BY folded, written
"""
_ALL = """
SELECT folded, written, sum(entries) AS all_entries FROM said
WHERE audience IN (SELECT value FROM json_each(?)) AND folded >= ? AND folded < ?
GROUP BY folded, written ORDER BY all_entries DESC, folded, written LIMIT ?
"""
Ask = Callable[..., Iterable[Any]]


def commonest(ask: Ask, prefix: str, audiences: Sequence[str], limit: int) -> dict[Pair, int]:
    """prefix: of the folded word; with BETWEEN at its end it is the whole word. At least the first `limit`."""
    low, high = _range(prefix)
    if len(audiences) == 1:
        return _pairs(_of_one(ask, audiences[0], low, high, limit))
    first = [_of_one(ask, audience, low, high, limit * _DEEPER) for audience in audiences]
    found = _sums(ask, audiences, {folded for rows in first for folded, _, _ in rows})
    unseen = sum(rows[-1][2] for rows in first if len(rows) == limit * _DEEPER)
    if not unseen or sum(count > unseen for count in found.values()) >= limit:
        return found
    return _pairs(ask(_ALL, (json.dumps(audiences), low, high, limit)))


def _range(prefix: str) -> tuple[str, str]:
    if prefix.endswith(BETWEEN):
        return prefix[:-1], prefix[:-1] + "\0"
    return prefix, prefix + "\U0010ffff"


def _of_one(ask: Ask, audience: str, low: str, high: str, limit: int) -> list[tuple[str, str, int]]:
    if len(low) > 1 and list(ask(_ARE_MANY, (audience, low, high))):
        return list(ask(_WALKED, (audience, low, high, low, limit)))
    return list(ask(_SORTED, (audience, low, high, limit)))


def _sums(ask: Ask, audiences: Sequence[str], words: set[str]) -> dict[Pair, int]:
    return _pairs(ask(_SUMS, (json.dumps(audiences), json.dumps(sorted(words)))))


def _pairs(rows: Iterable[tuple[str, str, int]]) -> dict[Pair, int]:
    return {(folded, written): count for folded, written, count in rows}
