"""Cutting text into words, with their places in the text."""

import re
from collections.abc import Iterator

_LETTER = "\\w\u0300-\u036f\u00ad\u200b-\u200d\u2060"
_WORD = re.compile(f"[{_LETTER}]+(?:[:*·][iI]n(?:nen)?(?![{_LETTER}]))?")
_INSIDE = re.compile(f"[{_LETTER}]")
_GENDER = re.compile("(?:[:*·_]in(?:nen)?|(?<=[a-zäöüß])In(?:nen)?)$")
LONGEST = 60


def words(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield (word as written, start, end) in characters of text; text should be NFC.

    "Bürger:innen", "Bürger*innen" and "BürgerInnen" are one word. Runs of underscores are no words.
    """
    for found in _WORD.finditer(text):
        if is_word(found[0]):
            yield found[0], found.start(), found.end()


def all_words(text: str) -> list[str]:
    """As written, without their places; is_word() is still to be asked."""
    return _WORD.findall(text)


def is_word(written: str) -> bool:
    return bool(written.strip("_\u00ad\u200b\u200c\u200d\u2060"))


def word_around(text: str, at: int) -> tuple[int, int]:
    """Start and end of the word that the place lies in."""
    start = at
    while start and _INSIDE.match(text[start - 1]):
        start -= 1
    found = _WORD.match(text, start)
    return (start, found.end()) if found else (at, at + 1)


def without_gender_sign(word: str) -> str:
    """ "Bürger:innen" → "Bürger"; other words stay."""
    return _GENDER.sub("", word) or word
