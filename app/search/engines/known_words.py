"""What words were analysed to, kept from one new index to the next: most of the work of building, and always the same.

A file beside the indexes, of the words that the last index took in. It may be deleted at any time; one of another
analysis, cut off or altered is not believed.
"""

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.search.analysis.terms import Indexed, IndexedWords, Remembered, indexed
from app.search.analysis.version import index_format

FILE = "known-words"
_BETWEEN = "\t"
"""What an index takes of a word, the word as written at the end: see Indexed."""
_MOST = 600_000
"""About 150 MB while an index is built; what comes later is analysed anew each time."""
_MOST_BETWEEN_BLANKS = 100_000


@contextmanager
def known_words(root: Path) -> Iterator[IndexedWords]:
    """For building an index under this root; on leaving without an error its words are kept."""
    words = KnownWords(_read(root / FILE))
    yield Remembered(words.look_up, _MOST_BETWEEN_BLANKS).words
    _write(root / FILE, words.used)


class KnownWords:
    """kept: of the last index.  used: of this one. Both: a word as written → its line in the file."""

    def __init__(self, kept: dict[str, str]) -> None:
        self._kept = kept
        self.used: dict[str, str] = {}

    def look_up(self, written: str) -> Indexed | None:
        """As terms.indexed."""
        line = self._kept.get(written) or self.used.get(written)
        found = Indexed._make(line.split(_BETWEEN)) if line else indexed(written)
        if found and len(self.used) < _MOST:
            self.used[written] = line or _BETWEEN.join(found)
        return found


def _read(path: Path) -> dict[str, str]:
    try:
        head, _, body = path.read_bytes().partition(b"\n")
    except OSError:
        return {}
    if head != _head(body):
        return {}
    return {line[line.rindex(_BETWEEN) + 1 :]: line for line in body.decode().split("\n") if line}


def _write(path: Path, words: dict[str, str]) -> None:
    body = "\n".join(words.values()).encode()
    pending = path.with_name(f"{FILE}.{os.getpid()}")
    pending.write_bytes(_head(body) + b"\n" + body)
    pending.chmod(0o640)
    pending.rename(path)


def _head(body: bytes) -> bytes:
    return f"{index_format('words')} {hashlib.blake2b(body, digest_size=8).hexdigest()}".encode()
