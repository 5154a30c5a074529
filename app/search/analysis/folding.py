"""Letters made equal: umlauts, sharp s, accents, and how towns' typewriters wrote them."""

import re
import unicodedata

_UMLAUTS = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "ß": "ss"})
_DIGRAPHS = re.compile("(?<!q)(ae|oe|ue)")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")


def normal(text: str) -> str:
    """NFC, lower case, without soft hyphens and zero-width signs."""
    return _INVISIBLE.sub("", unicodedata.normalize("NFC", text)).lower()


def fold(word: str) -> str:
    """ä → a, ß → ss, é → e; leaves ae, oe, ue alone (see fold_digraphs)."""
    return plain(normal(word))


def fold_digraphs(word: str) -> str:
    """The folding for look-alikes: also ae → a, oe → o, ue → u, as in "Staedte"."""
    return plain_digraphs(fold(word))


def plain(word: str) -> str:
    """fold() for a word that is normal already."""
    return word if word.isascii() else without_accents(word.translate(_UMLAUTS))


def plain_digraphs(folded: str) -> str:
    return _DIGRAPHS.sub(lambda found: found[0][0], folded)


def without_accents(word: str) -> str:
    if word.isascii():
        return word
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))
