"""The list of words as search uses it: from the words of a query to other words that are worth finding too.

Words are compared by their stems, so inflection does not matter; an entry may be of several words on either side.
What is added counts less than what was typed, and one query never grows by more than MOST ways.
"""

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import product

from app.search.analysis.folding import fold_digraphs, normal
from app.search.analysis.terms import analyse, nfc
from app.search.query import Also, Query

SAME, NARROWER, WIDER = 0.75, 0.5, 0.35
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
    """ways: stems of a term → stems of what is found too, with its weight.

    words: all single words of the list, folded → in lower case.

    wider: the same for narrower terms, for when no text has them: better something on parcels than nothing on
    "Mikrodepot".
    """

    ways: Mapping[Stems, Mapping[Stems, float]] = field(default_factory=dict)
    wider: Mapping[Stems, Mapping[Stems, float]] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)

    def expand(self, query: Query, lacking: Container[str] = ()) -> Query:
        """The query with other ways to say its words; phrases and exclusions stay as they were typed.

        lacking: words as written that no text has.
        """
        typed = [word.terms.stem for word in query.words]
        found: dict[tuple[Stems, tuple[int, ...]], float] = {}
        for length in range(min(LONGEST, len(typed)), 0, -1):
            for start in range(len(typed) - length + 1):
                for stems, weight in self.ways.get(tuple(typed[start : start + length]), {}).items():
                    found.setdefault((stems, tuple(range(start, start + length))), weight)
        for place, word in enumerate(query.words):
            if word.written in lacking:
                for meant in (word, *word.near):
                    found |= self._of_lacking(place, meant.terms.stem)
        also = tuple(Also(at, stems, weight) for (stems, at), weight in found.items())
        return replace(query, also=also[:MOST]) if also else query

    def other_stems(self, stem: str) -> Iterator[str]:
        """Single words that say what the word with this stem says."""
        return (stems[0] for stems in self.ways.get((stem,), ()) if len(stems) == 1)

    def _of_lacking(self, place: int, stem: str) -> dict[tuple[Stems, tuple[int, ...]], float]:
        """Of a word that no text has, or of what is meant by it."""
        ways = {**self.wider.get((stem,), {}), **self.ways.get((stem,), {})}
        return {(stems, (place,)): weight for stems, weight in ways.items()}


def compiled(entries: Iterable[Synonyms]) -> Thesaurus:
    """What nothing is left of after the analysis (only stop words) is passed over."""
    ways: dict[Stems, dict[Stems, float]] = {}
    wider: dict[Stems, dict[Stems, float]] = {}
    words: dict[str, str] = {}
    for entry in entries:
        terms = [stems for stems in map(stems_of, entry.terms) if stems]
        narrower = [stems for stems in map(stems_of, entry.narrower) if stems]
        for term in terms:
            others = ways.setdefault(term, {})
            for one, weight in (*((t, SAME) for t in terms), *((n, NARROWER) for n in narrower)):
                if one != term:
                    others[one] = max(weight, others.get(one, 0.0))
        single = (normal(term) for term in (*entry.terms, *entry.narrower) if term.isalpha())
        words |= {fold_digraphs(word): word for word in single}
        for one, term in product(narrower, terms):
            if one != term:
                wider.setdefault(one, {})[term] = WIDER
    return Thesaurus(ways, wider, words)


def stems_of(term: str) -> Stems:
    """ "Bus und Bahn" → ("bus", "bahn")."""
    return tuple(token.terms.stem for token in analyse(nfc(term)))
