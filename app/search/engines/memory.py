"""An exact engine in memory: plain BM25 over all documents, slow and easy to check. For tests only."""

from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, nullcontext
from math import log

from app.core.documents import Document
from app.search.clauses import OWN, WEIGHTS, All, Any, Clause, Phrase, Plan, Term, scored_terms
from app.search.engines.entries import BETWEEN, Entry, entry, number_of, rank
from app.search.engines.interface import Hit, SearchRequest, SearchResult, Written, kept_out, preference
from app.search.engines.look_alikes import StartingWith, look_alike
from app.search.engines.paging import by_date, by_number, first, fragments, loose_words, query_of, request_plan
from app.search.fingerprints import fingerprint
from app.search.query import Query, Word

_K, _B = 1.2, 0.75


class MemoryEngine:
    def __init__(self) -> None:
        self._rows: dict[int, tuple[Document, Entry]] = {}

    def index(self, documents: Iterable[Document], deleted: Iterable[int] = ()) -> None:
        for gone in deleted:
            self._rows.pop(gone, None)
        self._rows |= {document.id: (document, entry(document)) for document in documents}

    def delete(self, ids: Iterable[int]) -> None:
        self.index((), ids)

    def writing(self) -> AbstractContextManager[None]:
        return nullcontext()

    def rebuild(self, documents: Iterable[Document], before_switch: Callable[[], None] | None = None) -> int:
        self._rows.clear()
        self.index(documents)
        return len(self._rows)

    def contents(self) -> list[tuple[int, int]]:
        return [(document.id, fingerprint(document)) for document, _ in self._rows.values()]

    def check(self) -> int:
        return len(self._rows)

    def search(self, request: SearchRequest) -> SearchResult:
        return _Search(list(self._rows.values()), self.starting_with, request, query_of(request)).result()

    def counts(self, words: Iterable[str], readers: tuple[str, ...]) -> dict[str, int]:
        counts = {word: sum(word in made.words for _, made in self._for(readers)) for word in words}
        return {word: count for word, count in counts.items() if count}

    def occurs(self, word: Word) -> bool:
        return any(word.terms.stem in made.row(name) for _, made in self._rows.values() for name in OWN)

    def starting_with(self, prefix: str, readers: tuple[str, ...], limit: int) -> list[Written]:
        pairs = [pair for _, made in self._for(readers) for pair in made.words.items()]
        pairs = [pair for pair in pairs if BETWEEN.join(pair).startswith(prefix)]
        found = sorted(Counter(pairs).items(), key=lambda pair: (-pair[1], pair[0]))
        return [Written(folded, word, count) for (folded, word), count in found[:limit]]

    def titles(self, prefix: str, readers: tuple[str, ...], limit: int) -> list[tuple[str, int]]:
        rows = [(start, d.title, d.id) for d, made in self._for(readers) for start in made.starts]
        found = {n: (title, n) for start, title, n in sorted(rows) if start.startswith(prefix)}
        return list(found.values())[:limit]

    def _for(self, readers: tuple[str, ...]) -> list[tuple[Document, Entry]]:
        gone = kept_out(readers)
        return [row for row in self._rows.values() if set(readers) & set(row[0].readers) and row[0].id not in gone]


class _Search:
    def __init__(
        self, rows: list[tuple[Document, Entry]], starting_with: StartingWith, request: SearchRequest, query: Query
    ) -> None:
        self.rows, self.request, self.query = rows, request, query
        self.starting_with = starting_with
        self.plan: Plan = request_plan(request, query)

    def result(self) -> SearchResult:
        found = self._sorted([row for row in self.rows if self._fits(row[0]) and self._matches(row[1])])
        start = first(self.request)
        hits = tuple(map(self._hit, found[start : start + self.request.per_page]))
        loose = loose_words(self.request, self.query, len(found), self._occurs)
        facets = {name: self._facet(name) for name in self.request.facets}
        unknown = {name: self._count_unknown(name) for name in self.request.ranges}
        return SearchResult(hits, self._loose(loose), len(found), facets, unknown)

    def _fits(self, document: Document, but_filter: str = "", but_range: str = "") -> bool:
        asked = self.request
        wanted = all(
            set(values) & set(document.fields.get(name, ()))
            for name, values in asked.filters.items()
            if name != but_filter
        )
        refused = any(set(values) & set(document.fields.get(name, ())) for name, values in asked.excluded.items())
        within = all(self._within(document.numbers.get(name), name) for name in asked.ranges if name != but_range)
        may_read = bool(set(asked.readers) & set(document.readers)) and document.id not in kept_out(asked.readers)
        return may_read and wanted and within and not refused

    def _within(self, number: float | None, name: str) -> bool:
        wanted = self.request.ranges[name]
        if number is None:
            return wanted.include_unknown
        return (wanted.low is None or number >= wanted.low) and (wanted.high is None or number <= wanted.high)

    def _matches(self, made: Entry) -> bool:
        must = self.plan.must is None or matches(self.plan.must, made)
        return must and not any(matches(clause, made) for clause in self.plan.never)

    def _sorted(self, rows: list[tuple[Document, Entry]]) -> list[tuple[Document, Entry]]:
        if name := by_number(self.request):
            return sorted(rows, key=lambda row: -rank(row[0], name))
        if by_date(self.request, self.query):
            return sorted(rows, key=lambda row: -row[1].order)
        return sorted(rows, key=lambda row: (-self._score(row[1]) - self._preference(row[0]), -row[1].order))

    def _preference(self, document: Document) -> float:
        wanted = self.request.preferred.items()
        return sum(preference(name) for name, values in wanted if set(values) & set(document.fields.get(name, ())))

    def _score(self, made: Entry) -> float:
        return round(sum(self._bm25(term, made) for term in scored_terms(self.plan)), 4)

    def _bm25(self, term: Term, made: Entry) -> float:
        frequency = made.row(term.field).count(term.value)
        lengths = [len(other.row(term.field)) for _, other in self.rows]
        having = sum(term.value in other.row(term.field) for _, other in self.rows)
        rarity = log(1 + (len(self.rows) - having + 0.5) / (having + 0.5))
        length = len(made.row(term.field)) / (sum(lengths) / len(lengths) or 1)
        return (
            term.weight
            * WEIGHTS[term.field]
            * rarity
            * frequency
            * (_K + 1)
            / (frequency + _K * (1 - _B + _B * length))
        )

    def _hit(self, row: tuple[Document, Entry]) -> Hit:
        document, made = row
        marked = fragments(made.title, made.text, self.query.wanted) if self.request.highlight else ()
        name = by_number(self.request)
        score = 0.0 if name or by_date(self.request, self.query) else self._score(made)
        return Hit(document.id, document.version, score, marked, number_of(rank(document, name)) if name else None)

    def _occurs(self, word: Word) -> bool:
        return any(word.terms.stem in made.row(name) for _, made in self.rows for name in OWN)

    def _loose(self, words: tuple[Word, ...]) -> tuple[Hit, ...]:
        if not words:
            return ()
        alike = look_alike(words, self.starting_with, self.request.readers)
        rows = [r for r in self.rows if self._fits(r[0]) and not self._matches(r[1]) and matches(alike, r[1])]
        never = [r for r in rows if not any(matches(clause, r[1]) for clause in self.plan.never)]
        return tuple(map(self._hit, never[: self.request.loose]))

    def _facet(self, name: str) -> dict[str, int]:
        rows = [d for d, made in self.rows if self._fits(d, but_filter=name) and self._matches(made)]
        return dict(Counter(value for d in rows for value in set(d.fields.get(name, ()))))

    def _count_unknown(self, name: str) -> int:
        rows = [d for d, made in self.rows if self._fits(d, but_range=name) and self._matches(made)]
        return sum(name not in document.numbers for document in rows)


def matches(clause: Clause, made: Entry) -> bool:
    match clause:
        case Term(field, value):
            return value in made.row(field)
        case Phrase(stems, _, field):
            row = made.row(field)
            return any(tuple(row[at : at + len(stems)]) == stems for at in range(len(row)))
        case Any(clauses):
            return any(matches(option, made) for option in clauses)
        case All(clauses):
            return all(matches(part, made) for part in clauses)
