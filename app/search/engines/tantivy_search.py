"""One request against one state of a tantivy index."""

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import lru_cache

import tantivy

from app.search.clauses import CLOSER_LOOK, OWN
from app.search.engines.entries import RANK, number_of
from app.search.engines.interface import Fragment, Hit, SearchRequest, SearchResult
from app.search.engines.look_alikes import StartingWith, look_alike
from app.search.engines.paging import by_date, by_number, first, fragments, loose_words, request_plan
from app.search.engines.tantivy_queries import Condition, Translator
from app.search.query import Query, Word

Q = tantivy.Query
Scored = tuple[float, tantivy.DocAddress]
Ranked = tuple[float, int, tantivy.DocAddress]
"""With the order among equals: by date and id."""
_TIES = 50
_BUCKETS = 20_000
_AT_ONCE = 4


@lru_cache(maxsize=1)
def _beside(process: int) -> ThreadPoolExecutor:
    """process: its number, since threads are not taken along into a child."""
    return ThreadPoolExecutor(_AT_ONCE, "facets")


class TantivySearch:
    def __init__(
        self, index: tantivy.Index, to: Translator, starting_with: StartingWith, request: SearchRequest, query: Query
    ) -> None:
        self.searcher = index.searcher()
        self.starting_with = starting_with
        self.to = to
        self.request, self.query = request, query
        self.plan = request_plan(request, query)
        self.wanted = query.wanted

    def result(self) -> SearchResult:
        """Facets are counted meanwhile: tantivy lets other threads compute."""
        counts = _beside(os.getpid()).submit(self._counts) if self.request.facets or self.request.ranges else None
        total, hits = self._hits()
        loose = loose_words(self.request, self.query, total, self._occurs)
        return SearchResult(hits, self._loose(loose), total, *(counts.result() if counts else ({}, {})))

    def _hits(self) -> tuple[int, tuple[Hit, ...]]:
        if not self.request.per_page:
            return self._count(self._matching(self.to.limits(self.request))), ()
        start = first(self.request)
        wanted = start + self.request.per_page + _TIES
        if name := by_number(self.request):
            return self._by_number(name, start, wanted)
        if by_date(self.request, self.query):
            asked = Q.boolean_query([*self.to.matching(self.plan), *self.to.limits(self.request)])
            found = self.searcher.search(asked, wanted, order_by_field="order")
            hits = [(0.0, at) for _, at in found.hits]
        else:
            preferred = self.to.preferred(self.request)
            asked = Q.boolean_query([*self.to.text(self.plan), *preferred, *self.to.limits(self.request)])
            found = self.searcher.search(asked, max(wanted, CLOSER_LOOK + _TIES))
            ranked = self._closer_look(self._ranked(found.hits))
            hits = [(score, at) for score, _, at in ranked]
        return found.count, self._read(hits[start : start + self.request.per_page])

    def _closer_look(self, hits: list[Ranked]) -> list[Ranked]:
        """The best by all else, in the order that they have with plan.alike, before the others."""
        best = hits[:CLOSER_LOOK]
        if not self.plan.alike or len(best) < 2:
            return hits
        numbers = self.searcher.fast_field_values("number", [at for _, _, at in best])
        looked = self.searcher.search(self.to.alike(self.plan, [number or 0 for number in numbers]), len(best))
        more = {(at.segment_ord, at.doc): score for score, at in looked.hits}
        again = [(score + more.get((at.segment_ord, at.doc), 0.0), order, at) for score, order, at in best]
        return [*sorted(again, key=_best_first), *hits[CLOSER_LOOK:]]

    def _by_number(self, name: str, start: int, wanted: int) -> tuple[int, tuple[Hit, ...]]:
        asked = self._matching(self.to.limits(self.request))
        found = self.searcher.search(asked, wanted, order_by_field=RANK.format(name))
        page = found.hits[start : start + self.request.per_page]
        hits = self._read([(0.0, at) for _, at in page])
        numbers = (number_of(rank) for rank, _ in page)
        return found.count, tuple(replace(hit, number=number) for hit, number in zip(hits, numbers, strict=True))

    def _ranked(self, hits: list[Scored]) -> list[Ranked]:
        """Best first; tantivy itself has equals in no lasting order."""
        orders = self.searcher.fast_field_values("order", [at for _, at in hits])
        rows = ((score, order or 0, at) for (score, at), order in zip(hits, orders, strict=True))
        return sorted(rows, key=_best_first)

    def _read(self, hits: list[Scored]) -> tuple[Hit, ...]:
        return tuple(self._hit(score, self.searcher.doc(at)) for score, at in hits)

    def _hit(self, score: float, row: tantivy.Document) -> Hit:
        marked: tuple[Fragment, ...] = ()
        if self.request.highlight:
            title, text = (bytes(row.get_first(name) or b"").decode() for name in ("title", "text"))
            marked = fragments(title, text, self.wanted)
        return Hit(int(row.get_first("id")), row.get_first("version"), score, marked)

    def _occurs(self, word: Word) -> bool:
        return any(self.searcher.doc_freq(name, word.terms.stem) for name in OWN)

    def _loose(self, words: tuple[Word, ...]) -> tuple[Hit, ...]:
        if not words:
            return ()
        clause = look_alike(words, self.starting_with, self.request.readers)
        alike = tantivy.Occur.Must, self.to.clause(clause)
        known = [] if self.plan.must is None else [(tantivy.Occur.MustNot, self.to.clause(self.plan.must))]
        asked = Q.boolean_query([alike, *known, *self.to.never(self.plan), *self.to.limits(self.request)])
        ranked = self._ranked(self.searcher.search(asked, self.request.loose).hits)
        return self._read([(score, at) for score, _, at in ranked])

    def _counts(self) -> tuple[dict[str, dict[str, int]], dict[str, int]]:
        return self._facets(), {name: self._count_unknown(name) for name in self.request.ranges}

    def _facets(self) -> dict[str, dict[str, int]]:
        """One pass for the facets without a filter of their own, one more for each with."""
        free = [name for name in self.request.facets if name not in self.request.filters]
        found = self._count_values(free, "") if free else {}
        for name in set(self.request.facets) - set(free):
            found |= self._count_values([name], name)
        return {name: found[name] for name in self.request.facets}

    def _count_values(self, names: list[str], but_filter: str) -> dict[str, dict[str, int]]:
        asked = self._matching(self.to.limits(self.request, but_filter=but_filter))
        kinds = {name: {"terms": {"field": f"fields.{name}", "size": _BUCKETS}} for name in names}
        found = self.searcher.aggregate(asked, kinds)
        return {name: {b["key"]: b["doc_count"] for b in found[name]["buckets"]} for name in names}

    def _count_unknown(self, name: str) -> int:
        limits = self.to.limits(self.request, but_range=name)
        asked = self._matching([*limits, self.to.unknown(name)])
        return self._count(asked)

    def _count(self, asked: tantivy.Query) -> int:
        """In the order of a number nothing is scored."""
        return self.searcher.search(asked, 1, order_by_field="order").count

    def _matching(self, limits: list[Condition]) -> tantivy.Query:
        return Q.boolean_query([*self.to.matching(self.plan), *limits])


def _best_first(hit: Ranked) -> tuple[float, int]:
    return -round(hit[0], 4), -hit[1]
