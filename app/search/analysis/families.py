"""Words of one family that the stemmer keeps apart: "Prüfung", "prüfen" and "geprüft", "einzureichen" and "einreichen".

The rules only propose verbs; what is no word of the dictionary is none.
"""

import re
from collections.abc import Iterator
from functools import cache

from app.search.analysis.compounds import part_list
from app.search.analysis.folding import fold_digraphs
from app.search.analysis.stemming import stem
from app.search.analysis.wordlist import DATA, WordList

_PREFIXES = "ab an auf aus bei durch ein fort frei her hin mit nach um unter vor weiter wieder zu zurück zusammen über"
_BEFORE = f"(?P<before>{'|'.join(_PREFIXES.split())})"
_ENDING = "(?:e[mnrs]?)?"
_NOUN = re.compile("(?P<base>.{3,})ung(?:en)?")
_DONE = re.compile(f"{_BEFORE}?ge(?P<base>.{{4,}}?)e?(?:t|en){_ENDING}")
_TO_DO = re.compile(f"{_BEFORE}zu(?P<base>.{{3,}}?)e?n{_ENDING}")
_DOING = re.compile(f"(?P<base>.{{4,}})e?nd{_ENDING}")


@cache
def word_list() -> WordList:
    """German words that are no parts of others (see compounds.part_list), folded."""
    return WordList(DATA / "words.txt")


def relatives(word: str) -> tuple[str, ...]:
    """word: lower case, NFC. Stems of its verbs, other than its own stem."""
    stems = dict.fromkeys(stem(verb) for verb in _verbs(word) if _is_known(fold_digraphs(verb)))
    stems.pop(stem(word), None)
    return tuple(stems)


def _is_known(folded: str) -> bool:
    return folded in word_list() or folded in part_list()


def _verbs(word: str) -> Iterator[str]:
    for form in (_NOUN, _DONE, _TO_DO, _DOING):
        if found := form.fullmatch(word):
            base = (found.groupdict().get("before") or "") + found["base"]
            yield f"{base}en"
            yield f"{base}n"
            yield f"{base[:-1]}e{base[-1]}n"
