"""What the engines share around the hits themselves: pages, and when look-alikes are worth showing."""

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache

from app.search.analysis.terms import nfc
from app.search.clauses import Plan, plan
from app.search.engines.interface import BY_NUMBER, DATE, RELEVANCE, SearchRequest
from app.search.highlights import fragments
from app.search.query import Query, Word, parse, word_of

__all__ = ["by_date", "by_number", "first", "fragments", "loose_words", "nfc", "query_of", "request_plan"]

MOST_ALIKE, MANY_WORDS = 3, 6
"""So many words are looked for by likeness at most, and of more than many words one."""


def query_of(request: SearchRequest) -> Query:
    """What was typed, with what may be meant by it and other ways to say it."""
    query = parse(request.text)
    if request.near:
        words = (replace(w, near=tuple(map(word_of, request.near.get(w.written, ())))) for w in query.words)
        query = replace(query, words=tuple(words))
    return request.thesaurus.expand(query, request.near) if request.thesaurus else query


def by_date(request: SearchRequest, query: Query) -> bool:
    """Without words there is no relevance, so the newest come first."""
    return request.sort == DATE or (query.is_empty and not by_number(request))


def by_number(request: SearchRequest) -> str:
    """The name of the number it is sorted by, or nothing."""
    return request.sort if request.sort in BY_NUMBER else ""


def request_plan(request: SearchRequest, query: Query) -> Plan:
    return _planned(query, all_words=request.sort != RELEVANCE)


_planned = lru_cache(maxsize=32)(plan)
"""A page asks about the same query several times: how many there are, then which."""


def first(request: SearchRequest) -> int:
    return (max(1, request.page) - 1) * request.per_page


def loose_words(request: SearchRequest, query: Query, total: int, occurs: Callable[[Word], bool]) -> tuple[Word, ...]:
    """Words to look for by likeness: those that nothing is found by; all that cannot be
    said otherwise when hardly anything was found."""
    if not request.loose or request.page > 1 or not query.words:
        return ()
    lacking = tuple(word for word in query.uncovered if not word.near and not _is_covered(word, occurs))
    most = MOST_ALIKE if len(query.words) <= MANY_WORDS else 1
    return (lacking or (query.uncovered if total < request.loose else ()))[:most]


def _is_covered(word: Word, occurs: Callable[[Word], bool]) -> bool:
    """The index has the word or, of a compound that no text has, all of its parts."""
    return occurs(word) or (bool(word.units) and all(occurs(Word("", unit)) for unit in word.units))
