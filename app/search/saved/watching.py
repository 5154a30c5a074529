"""Which of many saved searches does a new entry fit? An inverted map, then a check of the few that are left.

Every search is filed under the terms of its rarest condition: an entry that has none of them can't fit. What many
people search for is what many entries are about, so the rarest term is the one that fewest searches have.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.core.documents import Document
from app.search.clauses import OWN, All, Any, Clause, Phrase, Plan, Term, plan
from app.search.engines.entries import entry
from app.search.engines.interface import Range, SearchRequest
from app.search.engines.paging import query_of

FIELDS = OWN
FILTER = "="
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Watch:
    """A saved search, ready to be compared. number: its id.

    needed: sets of keys; an entry that fits has at least one key of each.  exact: clauses that say more than keys.
    """

    number: int
    request: SearchRequest
    plan: Plan
    needed: tuple[frozenset[Key], ...]
    exact: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class Terms:
    """What a document has: terms by field, and in their order where phrases are looked for; all of it as keys."""

    document: Document
    keys: frozenset[Key]
    sets: Mapping[str, frozenset[str]]
    rows: Mapping[str, tuple[str, ...]]


def watch(number: int, request: SearchRequest) -> Watch:
    wanted = plan(query_of(request), all_words=True)
    clauses = wanted.must.clauses if isinstance(wanted.must, All) else (wanted.must,) if wanted.must else ()
    chosen = [frozenset((FILTER + name, value) for value in values) for name, values in request.filters.items()]
    exact = tuple(clause for clause in clauses if not _is_plain(clause))
    return Watch(number, request, wanted, (*map(_keys, clauses), *chosen), exact)


def _is_plain(clause: Clause) -> bool:
    """Any one key is enough."""
    plain = isinstance(clause, Any) and all(map(_is_plain, clause.clauses))
    return plain or isinstance(clause, Term)


def terms_of(document: Document) -> Terms:
    made = entry(document)
    rows = {field: tuple(made.row(field)) for field in FIELDS}
    sets = {field: frozenset(row) for field, row in rows.items()}
    words = ((field, value) for field in FIELDS for value in sets[field])
    values = ((FILTER + name, value) for name, values in document.fields.items() for value in values)
    return Terms(document, frozenset((*words, *values)), sets, rows)


class WatchMap:
    """watches: as many as there are; built once, asked for each new entry."""

    def __init__(self, watches: Iterable[Watch]) -> None:
        watches = list(watches)
        used = Counter(key for one in watches for key in frozenset().union(*one.needed))
        self.by_key: dict[Key, list[Watch]] = defaultdict(list)
        self.always: list[Watch] = []
        for one in watches:
            if not one.needed:
                self.always.append(one)
                continue
            for key in min(one.needed, key=lambda keys: (sum(used[key] for key in keys), sorted(keys))):
                self.by_key[key].append(one)

    def fitting(self, document: Document) -> list[Watch]:
        return self.fitting_terms(terms_of(document))

    def fitting_terms(self, terms: Terms) -> list[Watch]:
        """In order of their ids, each once."""
        found = {one.number: one for key in terms.keys & self.by_key.keys() for one in self.by_key[key]}
        found |= {one.number: one for one in self.always}
        return [found[number] for number in sorted(found) if fits(found[number], terms)]


def _keys(clause: Clause) -> frozenset[Key]:
    match clause:
        case Term(field, value):
            return frozenset({(field, value)})
        case Phrase(stems, _, field):
            return frozenset({(field, max(stems, key=len))})
        case Any(clauses):
            return frozenset().union(*map(_keys, clauses))
        case All(clauses):
            return min(map(_keys, clauses), key=len, default=frozenset())


def fits(one: Watch, terms: Terms) -> bool:
    """Readers are not looked at: who may see what is asked of the database."""
    keys, asked = terms.keys, one.request
    if any(keys.isdisjoint(needed) for needed in one.needed):
        return False
    if any((FILTER + name, value) in keys for name, values in asked.excluded.items() for value in values):
        return False
    numbers = terms.document.numbers
    within = all(_within(numbers.get(name), span) for name, span in asked.ranges.items())
    return within and _says(one, terms)


def _says(one: Watch, terms: Terms) -> bool:
    never = any(_matches(clause, terms) for clause in one.plan.never)
    return not never and all(_matches(clause, terms) for clause in one.exact)


def _within(number: float | None, span: Range) -> bool:
    if number is None:
        return span.include_unknown
    return (span.low is None or number >= span.low) and (span.high is None or number <= span.high)


def _matches(clause: Clause, terms: Terms) -> bool:
    match clause:
        case Term(field, value):
            return value in terms.sets[field]
        case Phrase(stems, _, field):
            row, many = terms.rows[field], len(stems)
            return terms.sets[field].issuperset(stems) and any(row[i : i + many] == stems for i in range(len(row)))
        case Any(clauses):
            return any(_matches(option, terms) for option in clauses)
        case All(clauses):
            return all(_matches(part, terms) for part in clauses)
