"""The name of everything an index was built with: when it changes, the index is built anew."""

import hashlib
from functools import cache
from pathlib import Path

from app.search.analysis.wordlist import DATA

LAYOUT = 17
"""Raise when the fields of an index change."""


@cache
def index_format(engine: str) -> str:
    """A short hash over analysis code, word lists and layout, with the engine's name before it."""
    digest = hashlib.blake2b(str(LAYOUT).encode(), digest_size=6)
    for path in sorted((*Path(__file__).parent.glob("*.py"), *DATA.glob("*.txt"))):
        digest.update(path.read_bytes())
    return f"{engine}-{digest.hexdigest()}"
