"""Single tiles out of the archives we bring along: PMTiles 3 with one directory, every tile packed with gzip."""

import gzip
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate
from pathlib import Path

from app.shops.map.base.archives import HEADER


def tile(path: Path, zoom: int, x: int, y: int) -> bytes | None:
    """The packed tile, or None where the archive has none."""
    start, places = _directory(path)
    place = places.get(number(zoom, x, y))
    if place is None:
        return None
    with path.open("rb") as file:
        file.seek(start + place[0])
        return file.read(place[1])


def number(zoom: int, x: int, y: int) -> int:
    """Place along the Hilbert curve, after all tiles of the smaller zooms."""
    found, half = ((1 << 2 * zoom) - 1) // 3, (1 << zoom) >> 1
    while half:
        right, low = int(bool(x & half)), int(bool(y & half))
        found += half * half * (3 * right ^ low)
        if not low:
            x, y = (half - 1 - (y & half - 1), half - 1 - (x & half - 1)) if right else (y, x)
        x, y = x & half - 1, y & half - 1
        half >>= 1
    return found


@lru_cache(maxsize=4)
def _directory(path: Path) -> tuple[int, dict[int, tuple[int, int]]]:
    """Where the tiles begin, and number → start and length of each. Tiles lie one behind the other."""
    with path.open("rb") as file:
        head = HEADER.unpack(file.read(HEADER.size))
        file.seek(head[2])
        values = _varints(gzip.decompress(file.read(head[3])))
    count = next(values)
    steps, runs, lengths = ([next(values) for _ in range(count)] for _ in range(3))
    if set(runs) != {1} or any(list(values)[1:]):
        raise ValueError(f"{path.name}: tiles are not one behind the other")
    starts = [0, *accumulate(lengths)]
    return head[8], dict(zip(accumulate(steps), zip(starts, lengths, strict=False), strict=True))


def _varints(content: bytes) -> Iterator[int]:
    value = shift = 0
    for byte in content:
        value |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            yield value
            value = shift = 0
