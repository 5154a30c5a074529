"""Our clauses and filters as tantivy queries."""

from collections.abc import Iterable, Mapping

import tantivy
from tantivy import Occur

from app.search.clauses import WEIGHTS, All, Any, Clause, Phrase, Plan, Term
from app.search.engines.interface import PREFERENCE, Range, SearchRequest, kept_out

Q = tantivy.Query
Condition = tuple[Occur, tantivy.Query]


class Translator:
    """index: needed for ranges over JSON numbers, which tantivy only takes as query text."""

    def __init__(self, schema: tantivy.Schema, index: tantivy.Index) -> None:
        self.schema = schema
        self.index = index

    def clause(self, clause: Clause) -> tantivy.Query:
        match clause:
            case Term(field, value, weight):
                return Q.boost_query(Q.term_query(self.schema, field, value, "freq"), WEIGHTS[field] * weight)
            case Phrase(stems, weight, field):
                return Q.boost_query(Q.phrase_query(self.schema, field, list(stems)), WEIGHTS[field] * weight)
            case Any(clauses, least):
                options = [(Occur.Should, self.clause(option)) for option in clauses]
                return Q.boolean_query(options, least) if options else Q.empty_query()
            case All(clauses):
                return Q.boolean_query([(Occur.Must, self.clause(part)) for part in clauses])

    def text(self, plan: Plan) -> list[Condition]:
        """Conditions for matching and scoring; never empty."""
        must = Q.all_query() if plan.must is None else self.clause(plan.must)
        better = [(Occur.Should, self.clause(clause)) for clause in plan.better]
        return [(Occur.Must, must), *better, *self.never(plan)]

    def matching(self, plan: Plan) -> list[Condition]:
        """The same documents, without the cost of scoring."""
        must = Q.all_query() if plan.must is None else self.clause(plan.must)
        return [(Occur.Must, must), *self.never(plan)]

    def never(self, plan: Plan) -> list[Condition]:
        return [(Occur.MustNot, self.clause(clause)) for clause in plan.never]

    def readers(self, readers: Iterable[str]) -> Condition:
        them = list(readers)
        allowed = Q.term_set_query(self.schema, "readers", them)
        if gone := [str(number) for number in kept_out(them)]:
            without = (Occur.MustNot, Q.term_set_query(self.schema, "id", gone))
            allowed = Q.boolean_query([(Occur.Must, allowed), without])
        return Occur.Must, Q.const_score_query(allowed, 0.0)

    def preferred(self, request: SearchRequest) -> list[Condition]:
        found = [Q.term_set_query(self.schema, f"fields.{n}", list(values)) for n, values in request.preferred.items()]
        return [(Occur.Should, Q.const_score_query(query, PREFERENCE)) for query in found]

    def limits(self, request: SearchRequest, but_filter: str = "", but_range: str = "") -> list[Condition]:
        """Readers, filters, exclusions and ranges, leaving out one filter or one range by name."""
        found = [self.readers(request.readers)]
        found += [(Occur.Must, self._one_of(*pair)) for pair in _but(request.filters, but_filter)]
        found += [(Occur.MustNot, self._one_of(*pair)) for pair in request.excluded.items()]
        found += [(Occur.Must, self._within(*pair)) for pair in _but(request.ranges, but_range)]
        return found

    def _one_of(self, name: str, values: tuple[str, ...]) -> tantivy.Query:
        return Q.const_score_query(Q.term_set_query(self.schema, f"fields.{name}", list(values)), 0.0)

    def _within(self, name: str, wanted: Range) -> tantivy.Query:
        if wanted.low is None and wanted.high is None:
            inside = Q.exists_query(f"numbers.{name}")
        else:
            inside = self._between(name, wanted)
        if wanted.include_unknown:
            inside = Q.boolean_query([(Occur.Should, inside), (Occur.Should, self.unknown(name))])
        return Q.const_score_query(inside, 0.0)

    def _between(self, name: str, wanted: Range) -> tantivy.Query:
        low, high = ("*" if edge is None else repr(float(edge)) for edge in (wanted.low, wanted.high))
        return self.index.parse_query(f"numbers.{name}:[{low} TO {high}]", ["id"])

    def unknown(self, name: str) -> tantivy.Query:
        known = Q.exists_query(f"numbers.{name}")
        return Q.boolean_query([(Occur.Must, Q.all_query()), (Occur.MustNot, known)])


def _but(named: Mapping, left_out: str) -> list[tuple]:
    return [(name, value) for name, value in named.items() if name != left_out]
