"""Stems by the Snowball 3 "german" algorithm, which also reads ae, oe, ue and ss.

PyStemmer is pinned: the older algorithm loses half of what people type without umlauts
(tests/search/test_stemming.py holds it against the published vocabulary).
"""

import threading

import Stemmer

from app.search.analysis.folding import without_accents

_local = threading.local()


def stem(word: str) -> str:
    """word: lower case, NFC (see folding.normal). "läden", "laeden", "laden" → "lad"."""
    return without_accents(_stemmer().stemWord(word))


def _stemmer() -> Stemmer.Stemmer:
    """One per thread: the object keeps a buffer. Its own cache is off, ours is in terms.py."""
    if not hasattr(_local, "stemmer"):
        _local.stemmer = Stemmer.Stemmer("german", 0)
    return _local.stemmer
