"""What a person typed, as words, phrases and exclusions. Never raises, whatever was typed."""

import re
from dataclasses import dataclass
from functools import lru_cache

from app.search.analysis.compounds import split
from app.search.analysis.folding import normal
from app.search.analysis.stopwords import STOP_WORDS
from app.search.analysis.terms import WordTerms, analyse, nfc, same_by_stem, word_terms
from app.search.analysis.tokens import LONGEST, without_gender_sign, words
from app.search.fillers import is_filler

LONGEST_TEXT = 500
MOST_WORDS = 20
_QUOTES = str.maketrans({"„": '"', "“": '"', "”": '"', "«": '"', "»": '"', "\u2212": "-", "\u2013": "-"})
_PIECE = re.compile(r'(?P<minus>(?<!\S)-)?(?:"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+))')


@dataclass(frozen=True, slots=True)
class Word:
    """One search word, lower case; units: what it is made of, if it is a compound; near: what may be meant by it."""

    written: str
    terms: WordTerms
    units: tuple[WordTerms, ...] = ()
    near: tuple["Word", ...] = ()


@dataclass(frozen=True, slots=True)
class Also:
    """Another way to say the words at these places of the query: a row of stems, worth weight (below 1)."""

    at: tuple[int, ...]
    stems: tuple[str, ...]
    weight: float


@dataclass(frozen=True, slots=True)
class Query:
    """words and phrases to find, and the same to leave out; a phrase is a row of stems."""

    words: tuple[Word, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()
    without_words: tuple[Word, ...] = ()
    without_phrases: tuple[tuple[str, ...], ...] = ()
    is_blank: bool = True
    also: tuple[Also, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Nothing to look for, although perhaps something was typed (only stop words, only signs)."""
        return not (self.words or self.phrases)

    @property
    def uncovered(self) -> tuple[Word, ...]:
        """Words that there is no other way to say, unless by what is meant by them: only these may be misspelt."""
        covered = {place for way in self.also for place in way.at}
        return tuple(word for place, word in enumerate(self.words) if word.near or place not in covered)

    @property
    def wanted(self) -> frozenset[str]:
        """All stems to mark in a text."""
        words = [one for word in self.words for one in (word, *word.near)]
        single = {stem for w in words for stem in (w.terms.stem, *w.terms.units, *w.terms.specific)}
        wanted = single.union(*self.phrases, *(way.stems for way in self.also))
        same = {stem for stem, others in same_by_stem().items() if not wanted.isdisjoint(others)}
        return frozenset(wanted | same)


@lru_cache(maxsize=128)
def parse(text: str) -> Query:
    """text: as typed; "…" is a phrase, -word leaves out. Longer than 500 characters is cut."""
    text = nfc(text)[:LONGEST_TEXT].translate(_QUOTES)
    found: dict[str, list] = {"words": [], "phrases": [], "without_words": [], "without_phrases": []}
    for piece in _PIECE.finditer(text):
        kind = "without_" if piece["minus"] else ""
        if piece["phrase"] is not None:
            stems = tuple(token.terms.stem for token in analyse(piece["phrase"]))[:MOST_WORDS]
            found[f"{kind}phrases"] += [stems] if stems else []
        else:
            found[f"{kind}words"] += _words(piece["word"])
    found["words"] = _telling(found["words"], bool(found["phrases"]))
    return Query(
        **{name: tuple(dict.fromkeys(items))[:MOST_WORDS] for name, items in found.items()}, is_blank=not text.strip()
    )


def _words(text: str) -> list[Word]:
    lower = [normal(without_gender_sign(word))[:LONGEST] for word, _, _ in words(text)]
    return [word_of(word) for word in lower if word not in STOP_WORDS]


def _telling(typed: list[Word], is_enough_else: bool) -> list[Word]:
    """Without what a question is made of, unless nothing else was typed."""
    telling = [word for word in typed if not is_filler(word.written)]
    return telling if telling or is_enough_else else typed


def word_of(word: str) -> Word:
    """word: lower case, NFC."""
    units = [word[start:end] for start, end in split(word)]
    return Word(word, word_terms(word), tuple(word_terms(unit) for unit in units if unit not in STOP_WORDS))
