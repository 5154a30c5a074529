"""A sorted word file, memory-mapped: all processes share its pages, and a look-up costs microseconds."""

import mmap
import re
from functools import cached_property, lru_cache
from itertools import pairwise
from pathlib import Path

DATA = Path(__file__).parent.parent / "data"


class WordList:
    """A blank line, then lines "word" or "word number number", ASCII, sorted by bytes."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        self._bucket = lru_cache(maxsize=4096)(self._find_bucket)

    def __contains__(self, word: str) -> bool:
        if len(word) < 3 or not word.isascii():
            return False
        return self._map.find(b"\n" + word.encode() + b"\n", *self._bucket(word[:4])) >= 0

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


class PartList(WordList):
    """A list with numbers, as parts.txt."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.loaded: dict[str, tuple[int, ...]] | None = None
        self._rows = lru_cache(maxsize=4096)(self._read)

    def load(self) -> None:
        """Keep all words in memory (9 MB): for processes that analyse many texts."""
        self.loaded = dict(_row(line) for line in self._map[:].decode().splitlines() if line)

    def __contains__(self, word: str) -> bool:
        return self.numbers(word) is not None

    def numbers(self, word: str) -> tuple[int, ...] | None:
        """The numbers behind the word, None if the word isn't listed."""
        return self.loaded.get(word) if self.loaded is not None else self.beginning(word[:4]).get(word)

    def beginning(self, head: str) -> dict[str, tuple[int, ...]]:
        """The words with these first four letters, 9 on average, 545 at most; of three letters only that word.

        Together, because whoever takes words apart asks for all of them.
        """
        return self._rows(head) if head in self._places else {}

    def _read(self, head: str) -> dict[str, tuple[int, ...]]:
        return dict(_row(line) for line in self._map[slice(*self._places[head])].decode().splitlines() if line)

    @cached_property
    def _places(self) -> dict[str, tuple[int, int]]:
        """First letters → where their lines stand: 7,000, read in 30 ms."""
        starts: dict[str, int] = {}
        for found in re.finditer(rb"\n(\S{3,4})", self._map):
            starts.setdefault(found[1].decode(), found.start())
        return dict(zip(starts, pairwise([*starts.values(), len(self._map)]), strict=True))


def _row(line: str) -> tuple[str, tuple[int, ...]]:
    word, *numbers = line.split()
    return word, tuple(map(int, numbers))
