"""One request against a Whoosh index: conditions as sets of documents, Whoosh itself for scores."""

from dataclasses import replace
from typing import Any

from whoosh import query as q
from whoosh.searching import Searcher

from app.search.clauses import OWN, WEIGHTS, All, Clause, Phrase, Term, scored_terms
from app.search.clauses import Any as AnyOf
from app.search.engines.entries import RANK, number_of
from app.search.engines.interface import Hit, Range, SearchRequest, SearchResult, kept_out, preference
from app.search.engines.look_alikes import StartingWith, look_alike
from app.search.engines.paging import by_date, by_number, first, fragments, loose_words, request_plan
from app.search.query import Query, Word

Docs = set[int]


def docs_of(searcher: Searcher, query: q.Query) -> Docs:
    return set(searcher.docs_for_query(query))


def occurs(searcher: Searcher, word: Word) -> bool:
    return any((name, word.terms.stem) in searcher.reader() for name in OWN)


class WhooshSearch:
    def __init__(self, searcher: Searcher, starting_with: StartingWith, request: SearchRequest, query: Query) -> None:
        self.searcher, self.request, self.query = searcher, request, query
        self.starting_with = starting_with
        self.plan = request_plan(request, query)
        self.wanted = query.wanted
        self.matching = self._matching()

    def result(self) -> SearchResult:
        found = self.matching & self._limits()
        loose = loose_words(self.request, self.query, len(found), lambda word: occurs(self.searcher, word))
        return SearchResult(
            hits=self._hits(found),
            loose_hits=self._loose(loose),
            total=len(found),
            facets={name: self._facet(name) for name in self.request.facets},
            unknown={name: self._unknown(name) for name in self.request.ranges},
        )

    def _matching(self) -> Docs:
        everything = docs_of(self.searcher, q.Every())
        must = everything if self.plan.must is None else self._docs(self.plan.must)
        return must.difference(*map(self._docs, self.plan.never))

    def _docs(self, clause: Clause) -> Docs:
        match clause:
            case Term(field, value):
                return docs_of(self.searcher, q.Term(field, value))
            case Phrase(stems, _, field):
                return docs_of(self.searcher, q.Phrase(field, list(stems)))
            case All(clauses):
                return set.intersection(*map(self._docs, clauses)) if clauses else set()
            case AnyOf(clauses):
                return set().union(*map(self._docs, clauses))

    def _limits(self, but_filter: str = "", but_range: str = "") -> Docs:
        """Readers, filters, exclusions and ranges, leaving out one filter or one range by name."""
        asked = self.request
        gone = tuple(str(number) for number in kept_out(asked.readers))
        found = self._one_of("readers", asked.readers) - self._one_of("id", gone)
        for name, values in asked.filters.items():
            found = found if name == but_filter else found & self._one_of(f"field_{name}", values)
        for name, values in asked.excluded.items():
            found = found - self._one_of(f"field_{name}", values)
        for name, wanted in asked.ranges.items():
            found = found if name == but_range else found & self._within(name, wanted)
        return found

    def _one_of(self, field: str, values: tuple[str, ...]) -> Docs:
        return set().union(*(docs_of(self.searcher, q.Term(field, value)) for value in values))

    def _within(self, name: str, wanted: Range) -> Docs:
        known = docs_of(self.searcher, q.Term("has", name))
        inside = docs_of(self.searcher, q.NumericRange(f"number_{name}", wanted.low, wanted.high)) & known
        return inside | (docs_of(self.searcher, q.Every()) - known) if wanted.include_unknown else inside

    def _hits(self, found: Docs) -> tuple[Hit, ...]:
        if not self.request.per_page:
            return ()
        start = first(self.request)
        name = by_number(self.request)
        is_scored = not name and not by_date(self.request, self.query)
        rows = self._scored(found) if is_scored else [(0.0, doc) for doc in found]
        order = self.searcher.reader().column_reader(RANK.format(name) if name else "order")
        rows.sort(key=lambda row: (-row[0], -order[row[1]]))
        page = rows[start : start + self.request.per_page]
        numbers = [number_of(order[doc]) if name else None for _, doc in page]
        return tuple(replace(self._hit(*row), number=number) for row, number in zip(page, numbers, strict=True))

    def _scored(self, found: Docs) -> list[tuple[float, int]]:
        terms = q.Or(list(map(_boosted, scored_terms(self.plan))))
        results = self.searcher.search(terms, limit=None, filter=found)
        scores = {doc: round(score, 4) for score, doc in results.top_n}
        wanted = self.request.preferred.items()
        preferred = [(preference(name), self._one_of(f"field_{name}", values)) for name, values in wanted]
        return [(scores.get(doc, 0.0) + sum(more for more, docs in preferred if doc in docs), doc) for doc in found]

    def _hit(self, score: float, doc: int) -> Hit:
        row: dict[str, Any] = self.searcher.stored_fields(doc)
        marked = fragments(row["title"], row["text"], self.wanted) if self.request.highlight else ()
        return Hit(int(row["id"]), row["version"], score, marked)

    def _loose(self, words: tuple[Word, ...]) -> tuple[Hit, ...]:
        if not words:
            return ()
        never = set().union(*map(self._docs, self.plan.never))
        clause = look_alike(words, self.starting_with, self.request.readers)
        found = (self._docs(clause) & self._limits()) - self.matching - never
        return tuple(self._hit(0.0, doc) for doc in sorted(found)[: self.request.loose])

    def _facet(self, name: str) -> dict[str, int]:
        found = self.matching & self._limits(but_filter=name)
        field = f"field_{name}"
        values = [value.decode() for value in self.searcher.reader().lexicon(field)] if self._has(field) else []
        counts = {value: len(docs_of(self.searcher, q.Term(field, value)) & found) for value in values}
        return {value: count for value, count in counts.items() if count}

    def _has(self, field: str) -> bool:
        return field in self.searcher.reader().indexed_field_names()

    def _unknown(self, name: str) -> int:
        found = self.matching & self._limits(but_range=name)
        return len(found - docs_of(self.searcher, q.Term("has", name)))


def _boosted(term: Term) -> q.Term:
    return q.Term(term.field, term.value, boost=WEIGHTS[term.field] * term.weight)
