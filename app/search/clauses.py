"""A query as a small tree that every engine can follow: the meaning of search is decided here, once.

A document matches a word by its stem, by a specific part, or by all parts together. Relevance asks for any
word, date for every word. Words that begin or end alike raise a score but never match.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise

from app.search.analysis.terms import WordTerms
from app.search.fillers import FAINT, FAINTLY
from app.search.query import Also, Query, Word

STEM, PARTS, ENDS = "stem", "parts", "ends"
TITLE_STEM, TITLE_PARTS = "title_stem", "title_parts"
ATTACHED = "attached"
"""Stems, then parts, of the files that hang on an entry: apart, so that a long file does not thin out its entry."""
AROUND = "around"
"""Stems, then parts, of topics, place and organisation: what an entry is filed under, not what it says."""
LEAD = "lead"
"""Stems and parts of the first words after the title: what stands first says what the rest is about."""
WEIGHTS = {STEM: 1.0, PARTS: 0.6, ENDS: 0.45, TITLE_STEM: 0.5, TITLE_PARTS: 0.3, LEAD: 0.7, ATTACHED: 0.5, AROUND: 0.5}
WITH_PLACES = (STEM, ATTACHED, AROUND)
COUNTED = (PARTS, ENDS, TITLE_STEM, TITLE_PARTS, LEAD)
"""Fields of an index: where words stand is known, or only how often."""
OWN = (STEM, PARTS, ATTACHED, AROUND)
_APART = (ATTACHED, AROUND)
_SAID = (PARTS, *_APART)
"""Where a word has to be for an index to know it."""
NEAR, TOGETHER, NEIGHBOURS = 0.8, 0.6, 0.8
"""How much counts what may be meant by a mistyped word, a document with all words, and words that stand as typed."""
WITHIN = 0.5
"""How much a word counts that says something only with its neighbours ("Urban" in "Urban Gardening")."""
LONGER = 1.5
_MOST_TOGETHER = 6
CLOSER_LOOK = 30
_LONGEST_TITLE = 8
"""More words are no name of an entry but a description; titles count nothing beside them."""


@dataclass(frozen=True, slots=True)
class Term:
    """weight: times the weight of its field."""

    field: str
    value: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Phrase:
    """Stems in a row, in a field that keeps places: STEM, ATTACHED or AROUND."""

    stems: tuple[str, ...]
    weight: float = 1.0
    field: str = STEM


@dataclass(frozen=True, slots=True)
class Any:
    """One of the clauses is enough; weight: times the weights inside."""

    clauses: tuple["Clause", ...]
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class All:
    """Every clause; adds nothing to the score unless it is the whole condition."""

    clauses: tuple["Clause", ...]
    weight: float = 1.0


Clause = Term | Phrase | Any | All


@dataclass(frozen=True, slots=True)
class Plan:
    """must: the condition, None for every document.  better: raises the score.  never: must not match.

    alike: raises the score as well; an engine may look at the best by all else alone, at least CLOSER_LOOK of them.
    """

    must: Clause | None
    better: tuple[Clause, ...] = ()
    never: tuple[Clause, ...] = ()
    alike: tuple[Term, ...] = ()


def plan(query: Query, *, all_words: bool) -> Plan:
    """all_words: every word has to occur (sorted by date), else any word (sorted by relevance)."""
    never = (*map(_matches, query.without_words), *map(_phrase, query.without_phrases))
    shares = _shares(query)
    words = tuple(_or_otherwise(at, word, query.also) for at, word in enumerate(query.words))
    phrases = tuple(map(_phrase, query.phrases))
    if query.is_empty:
        return Plan(None if query.is_blank or never else Any(()), never=never)
    if all_words or not words:
        return Plan(All((*phrases, *words)), never=never)
    whole, words = words, tuple(_shared(at, clause, query, shares[at]) for at, clause in enumerate(words))
    counted, counts_title = _counted(query, shares), len(words) <= _LONGEST_TITLE
    better = (
        *(lighter(clause, share) for word, share in counted for clause in _better(word, counts_title)),
        *_better_said_otherwise(query.also),
        *_together(whole),
        *(Phrase((one.terms.stem, other.terms.stem), NEIGHBOURS) for one, other in pairwise(query.words)),
    )
    if phrases:
        return Plan(All(phrases), (*words, *better), never, _alike(counted))
    return Plan(Any(words), better, never, _alike(counted))


def _shares(query: Query) -> list[float]:
    """How much each word counts: what every entry here is about counts less beside other words."""
    is_faint = [word.terms.stem in FAINT for word in query.words]
    together = {at for way in query.also if len(way.at) > 1 for at in way.at}
    shares = [FAINTLY if faint and not all(is_faint) else 1.0 for faint in is_faint]
    return [share * (WITHIN if at in together else 1.0) for at, share in enumerate(shares)]


def _counted(query: Query, shares: list[float]) -> list[tuple[Word, float]]:
    """What was typed and what may be meant by it, and how much it counts."""
    near = [(one, NEAR) for word in query.words for one in word.near]
    return [*zip(query.words, shares, strict=True), *near]


def _alike(counted: list[tuple[Word, float]]) -> tuple[Term, ...]:
    weights: Counter[str] = Counter()
    for word, share in counted:
        weights.update(dict.fromkeys(word.terms.ends, share))
    return tuple(Term(ENDS, end, weight) for end, weight in weights.items())


def one_of(stems: Iterable[str]) -> Clause:
    """Documents that have one of these."""
    return Any(tuple(Term(STEM, stem) for stem in stems))


def _matches(word: Word) -> Clause:
    terms = word.terms
    ways: list[Clause] = [Term(field, terms.stem) for field in OWN]
    ways += [Term(field, unit) for unit in terms.specific for field in _SAID]
    if len(word.units) > 1:
        ways.append(All(tuple(_unit(unit) for unit in word.units)))
    return Any(tuple(ways))


def _or_otherwise(at: int, word: Word, also: tuple[Also, ...]) -> Clause:
    """The word, what may be meant by it, or another way to say it; what stands for several words counts once in all."""
    ways = [clause for way in also if at in way.at for clause in _said(way, way.weight / len(way.at))]
    ways += [lighter(_matches(near), NEAR) for near in word.near]
    return Any((_matches(word), *ways)) if ways else _matches(word)


def _shared(at: int, whole: Clause, query: Query, share: float) -> Clause:
    """The same with the word's share; what its neighbours say with it keeps its weight."""
    longer = tuple(way for way in query.also if at in way.at and len(way.at) > 1)
    if not longer:
        return lighter(whole, share)
    alone = tuple(way for way in query.also if at in way.at and len(way.at) == 1)
    own = lighter(_or_otherwise(at, query.words[at], alone), share)
    return Any((own, *(clause for way in longer for clause in _said(way, LONGER * way.weight / len(way.at)))))


def _together(words: tuple[Clause, ...]) -> list[Clause]:
    """A document that has every word stands higher."""
    return [lighter(All(words), TOGETHER)] if 1 < len(words) <= _MOST_TOGETHER else []


def lighter(clause: Clause, weight: float) -> Clause:
    """The same with all its weights multiplied."""
    return replace(clause, weight=clause.weight * weight) if weight != 1.0 else clause


def terms_of(clause: Clause, weight: float = 1.0) -> list[Term]:
    """The words of a clause with all their weights, for engines that score word by word."""
    weight *= clause.weight
    match clause:
        case Term(field, value):
            return [Term(field, value, weight)]
        case Phrase(stems, _, field):
            return [Term(field, stem, weight) for stem in stems]
        case Any(clauses) | All(clauses):
            return [term for inner in clauses for term in terms_of(inner, weight)]


def scored_terms(plan: Plan) -> list[Term]:
    """All that a score is made of, word by word."""
    clauses = (*((plan.must,) if plan.must else ()), *plan.better, *plan.alike)
    return [term for clause in clauses for term in terms_of(clause)]


def _said(way: Also, weight: float) -> list[Clause]:
    if len(way.stems) > 1:
        return [Phrase(way.stems, weight)]
    return [Term(field, way.stems[0], weight) for field in OWN]


def _better_said_otherwise(also: tuple[Also, ...]) -> list[Clause]:
    return [Term(TITLE_STEM, way.stems[0], way.weight) for way in also if len(way.stems) == 1]


def _unit(terms: WordTerms) -> Clause:
    """A part among other parts: itself, a rare part of it ("leer" for "leerstand" in "Ladenleerstand"), or all of its
    parts, because a word may be cut in several ways: "Spiel|platzkarte" also finds the map of a "Spielplatz".
    """
    ways: list[Clause] = [Term(field, part) for part in (terms.stem, *terms.specific) for field in _SAID]
    if len(terms.units) > 1:
        ways.append(All(tuple(Any(tuple(Term(field, unit) for field in _SAID)) for unit in terms.units)))
    return Any(tuple(ways))


def _better(word: Word, counts_title: bool) -> list[Clause]:
    terms = word.terms
    common = [unit for unit in terms.units if unit not in terms.specific]
    fields = (TITLE_PARTS, LEAD) if counts_title else (LEAD,)
    return [
        *(Term(PARTS, unit) for unit in common),
        *([Term(TITLE_STEM, terms.stem)] if counts_title else []),
        *(Term(field, stem) for field in fields for stem in (terms.stem, *terms.units)),
    ]


def _phrase(stems: tuple[str, ...]) -> Clause:
    if len(stems) == 1:
        return Any(tuple(Term(field, stems[0]) for field in (STEM, *_APART)))
    return Any(tuple(Phrase(stems, field=field) for field in (STEM, *_APART)))
