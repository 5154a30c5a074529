"""A sorted word file, memory-mapped: all processes share its pages, and a look-up costs microseconds."""

import mmap
from functools import lru_cache
from pathlib import Path

DATA = Path(__file__).parent.parent / "data"


class WordList:
    """A blank line, then lines "word" or "word number number", ASCII, sorted by bytes."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        self.loaded: dict[str, tuple[int, ...]] | None = None
        self._sign = b" " if b" " in self._map[:100] else b"\n"
        self._bucket = lru_cache(maxsize=4096)(self._find_bucket)

    def load(self) -> None:
        """Keep all words in memory (9 MB for the parts): for processes that analyse many texts."""
        rows = (line.split() for line in self._map[:].decode().splitlines() if line)
        self.loaded = {word: tuple(map(int, numbers)) for word, *numbers in rows}

    def __contains__(self, word: str) -> bool:
        return self.numbers(word) is not None

    def numbers(self, word: str) -> tuple[int, ...] | None:
        """The numbers behind the word, () if the line has none, None if the word isn't listed."""
        if self.loaded is not None:
            return self.loaded.get(word)
        if len(word) < 3 or not word.isascii():
            return None
        first, last = self._bucket(word[:4])
        found = self._map.find(b"\n" + word.encode() + self._sign, first, last)
        if found < 0:
            return None
        line = self._map[found + 1 : self._map.find(b"\n", found + 1)]
        return tuple(int(number) for number in line.split()[1:])

    def _find_bucket(self, prefix: str) -> tuple[int, int]:
        """Where the words with these first four letters stand, with the line feed before them."""
        return self._bisect(prefix.encode()), self._bisect(prefix.encode() + b"\xff") + 1

    def _bisect(self, key: bytes) -> int:
        """Position of the line feed before the first line >= key (the file starts with one)."""
        low, high = 0, len(self._map) - 1
        while low < high:
            start = self._map.rfind(b"\n", 0, (low + high) // 2 + 1)
            end = self._map.find(b"\n", start + 1)
            if self._map[start + 1 : end] < key:
                low = end
            else:
                high = start
        return low
