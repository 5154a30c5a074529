"""The list of words as search uses it: from the words of a query to other words that are worth finding too.

Words are compared by their stems, so inflection does not matter; an entry may be of several words on either side.
What is added counts less than what was typed, and one query never grows by more than MOST ways.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from app.search.analysis.terms import analyse, nfc
from app.search.query import Also, Query

SAME, NARROWER = 0.5, 0.35
LONGEST = 4
MOST = 16
Stems = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Synonyms:
    """One line of the list. terms: mean the same.  narrower: found too when a term is typed, not the other way."""

    terms: tuple[str, ...]
    narrower: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Thesaurus:
    """ways: stems of a term → stems of what is found too, with its weight."""

    ways: Mapping[Stems, Mapping[Stems, float]] = field(default_factory=dict)

    def expand(self, query: Query) -> Query:
        """The query with other ways to say its words; phrases and exclusions stay as they were typed."""
        typed = [word.terms.stem for word in query.words]
        found: dict[tuple[Stems, tuple[int, ...]], float] = {}
        for length in range(min(LONGEST, len(typed)), 0, -1):
            for start in range(len(typed) - length + 1):
                for stems, weight in self.ways.get(tuple(typed[start : start + length]), {}).items():
                    found.setdefault((stems, tuple(range(start, start + length))), weight)
        also = tuple(Also(at, stems, weight) for (stems, at), weight in found.items())
        return replace(query, also=also[:MOST]) if also else query


def compiled(entries: Iterable[Synonyms]) -> Thesaurus:
    """What nothing is left of after the analysis (only stop words) is passed over."""
    ways: dict[Stems, dict[Stems, float]] = {}
    for entry in entries:
        terms = [stems for stems in map(stems_of, entry.terms) if stems]
        narrower = [stems for stems in map(stems_of, entry.narrower) if stems]
        for term in terms:
            others = ways.setdefault(term, {})
            for one, weight in (*((t, SAME) for t in terms), *((n, NARROWER) for n in narrower)):
                if one != term:
                    others[one] = max(weight, others.get(one, 0.0))
    return Thesaurus(ways)


def stems_of(term: str) -> Stems:
    """ "Bus und Bahn" → ("bus", "bahn")."""
    return tuple(token.terms.stem for token in analyse(nfc(term)))
