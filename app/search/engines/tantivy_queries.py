"""Our clauses and filters as tantivy queries."""

from collections.abc import Iterable, Mapping, Sequence

import tantivy
from tantivy import Occur

from app.search.clauses import WEIGHTS, All, Any, Clause, Phrase, Plan, Term
from app.search.engines.interface import Range, SearchRequest, kept_out, preference
from app.search.engines.tantivy_schema import EVERYBODY, NOT_EVERYBODY

Q = tantivy.Query
Condition = tuple[Occur, tantivy.Query]
_FEW = 6


class Translator:
    """index: needed for ranges over JSON numbers, which tantivy only takes as query text."""

    def __init__(self, schema: tantivy.Schema, index: tantivy.Index) -> None:
        self.schema = schema
        self.index = index
        self._made: dict[int, tuple[Clause, tantivy.Query]] = {}

    def clause(self, clause: Clause) -> tantivy.Query:
        """Made once for each clause of a plan, which asks for the same ones several times."""
        if id(clause) not in self._made:
            self._made[id(clause)] = clause, self._made_of(clause)
        return self._made[id(clause)][1]

    def _made_of(self, clause: Clause) -> tantivy.Query:
        match clause:
            case Term(field, value, weight):
                return Q.boost_query(Q.term_query(self.schema, field, value, "freq"), WEIGHTS[field] * weight)
            case Phrase(stems, weight, field):
                return Q.boost_query(Q.phrase_query(self.schema, field, list(stems)), WEIGHTS[field] * weight)
            case Any(clauses, weight):
                options = [(Occur.Should, self.clause(option)) for option in clauses]
                return _times(weight, Q.boolean_query(options) if options else Q.empty_query())
            case All(clauses, weight):
                return _times(weight, Q.boolean_query([(Occur.Must, self.clause(part)) for part in clauses]))

    def text(self, plan: Plan) -> list[Condition]:
        """Conditions for matching and scoring, but for plan.alike; never empty."""
        better = [(Occur.Should, self.clause(clause)) for clause in plan.better]
        return [(Occur.Must, self.must(plan)), *better, *self.never(plan)]

    def matching(self, plan: Plan) -> list[Condition]:
        """The same documents, without the cost of scoring."""
        return [(Occur.Must, self.must(plan)), *self.never(plan)]

    def alike(self, plan: Plan, ids: Sequence[int]) -> tantivy.Query:
        """Scores of plan.alike for these documents.

        One group of letters around the other, so that tantivy goes from document to document and skips the others;
        side by side it would walk through all that have any of them, which are nearly all there are.
        """
        found = Q.const_score_query(self._each_term("id", list(map(str, ids))), 0.0)
        for term in plan.alike:
            found = Q.boolean_query([(Occur.Must, found), (Occur.Should, self.clause(term))])
        return found

    def must(self, plan: Plan) -> tantivy.Query:
        return Q.all_query() if plan.must is None else self.clause(plan.must)

    def never(self, plan: Plan) -> list[Condition]:
        return [(Occur.MustNot, self.clause(clause)) for clause in plan.never]

    def readers(self, readers: Iterable[str]) -> list[Condition]:
        """What these readers must not see is taken away: hardly anything, while what they may see is nearly all."""
        them = list(readers)
        gone = [(Occur.MustNot, self._any_term("id", [str(number)])) for number in kept_out(them)]
        others = [reader for reader in them if reader != EVERYBODY]
        if len(others) == len(them):
            return [(Occur.Must, Q.const_score_query(self._any_term("readers", them), 0.0)), *gone]
        theirs = [(Occur.MustNot, self._any_term("readers", others))] if others else []
        closed = (Occur.Must, self._any_term("readers", [NOT_EVERYBODY]))
        return [(Occur.MustNot, Q.boolean_query([closed, *theirs])), *gone]

    def readable(self, readers: Iterable[str]) -> tantivy.Query:
        """The same as a query of its own."""
        return Q.boolean_query([(Occur.Must, Q.all_query()), *self.readers(readers)])

    def _any_term(self, field: str, values: Sequence[str]) -> tantivy.Query:
        """Few values are followed one by one, skipping; of many the documents are gathered beforehand."""
        if not 0 < len(values) <= _FEW:
            return Q.term_set_query(self.schema, field, list(values))
        return self._each_term(field, values)

    def _each_term(self, field: str, values: Sequence[str]) -> tantivy.Query:
        terms = [Q.term_query(self.schema, field, value, "basic") for value in values]
        return terms[0] if len(terms) == 1 else Q.boolean_query([(Occur.Should, term) for term in terms])

    def preferred(self, request: SearchRequest) -> list[Condition]:
        return [
            (Occur.Should, Q.const_score_query(self._any_term(f"fields.{name}", values), preference(name)))
            for name, values in request.preferred.items()
        ]

    def limits(self, request: SearchRequest, but_filter: str = "", but_range: str = "") -> list[Condition]:
        """Readers, filters, exclusions and ranges, leaving out one filter or one range by name."""
        found = self.readers(request.readers)
        found += [(Occur.Must, self._one_of(*pair)) for pair in _but(request.filters, but_filter)]
        found += [(Occur.MustNot, self._one_of(*pair)) for pair in request.excluded.items()]
        found += [(Occur.Must, self._within(*pair)) for pair in _but(request.ranges, but_range)]
        return found

    def _one_of(self, name: str, values: tuple[str, ...]) -> tantivy.Query:
        return Q.const_score_query(self._any_term(f"fields.{name}", values), 0.0)

    def _within(self, name: str, wanted: Range) -> tantivy.Query:
        if wanted.low is None and wanted.high is None:
            inside = Q.exists_query(f"numbers.{name}")
        else:
            inside = self._between(name, wanted)
        if wanted.include_unknown:
            unknown = Q.boolean_query([(Occur.Must, Q.all_query()), self.unknown(name)])
            inside = Q.boolean_query([(Occur.Should, inside), (Occur.Should, unknown)])
        return Q.const_score_query(inside, 0.0)

    def _between(self, name: str, wanted: Range) -> tantivy.Query:
        low, high = ("*" if edge is None else repr(float(edge)) for edge in (wanted.low, wanted.high))
        return self.index.parse_query(f"numbers.{name}:[{low} TO {high}]", ["id"])

    def unknown(self, name: str) -> Condition:
        return Occur.MustNot, Q.exists_query(f"numbers.{name}")


def _times(weight: float, query: tantivy.Query) -> tantivy.Query:
    return query if weight == 1.0 else Q.boost_query(query, weight)


def _but(named: Mapping, left_out: str) -> list[tuple]:
    return [(name, value) for name, value in named.items() if name != left_out]
