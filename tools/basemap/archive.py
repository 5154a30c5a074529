"""Writing a PMTiles 3 archive: header, one directory, facts, tiles. Small archives only: no further directories."""

import gzip
import json
import struct
from typing import Any

from app.shops.map.base.tiles import number
from tools.basemap.protobuf import varint

HEADER = struct.Struct("<7sB11Q6B4iB2i")
GZIP, VECTOR = 2, 1
MOST_BYTES_AT_ONCE = 16_384
"""Readers fetch so much first; header and directory must fit."""
Address = tuple[int, int, int]
"""Zoom, column, row."""


def archive(tiles: dict[Address, bytes], bounds: tuple[float, float, float, float], facts: dict[str, Any]) -> bytes:
    """tiles: unpacked vector tiles. bounds: west, south, east, north in degrees. facts: the archive's JSON."""
    packed = {address: gzip.compress(tile, 9, mtime=0) for address, tile in tiles.items()}
    order = sorted(packed, key=lambda address: number(*address))
    data = b"".join(packed[address] for address in order)
    directory = gzip.compress(_directory([(number(*one), len(packed[one])) for one in order]), 9, mtime=0)
    text = gzip.compress(json.dumps(facts, ensure_ascii=False).encode(), 9, mtime=0)
    if HEADER.size + len(directory) > MOST_BYTES_AT_ONCE:
        raise ValueError(f"{len(order)} tiles need directories in steps")
    return _header(len(directory), len(text), len(data), order, bounds) + directory + text + data


def _directory(entries: list[tuple[int, int]]) -> bytes:
    """Count; steps between the numbers; a run of one each; lengths; 0 for "right behind the one before"."""
    steps = [b - a for (a, _), (b, _) in zip([(0, 0), *entries], entries, strict=False)]
    columns = [*steps, *(1 for _ in entries), *(length for _, length in entries), 1, *(0 for _ in entries[1:])]
    return varint(len(entries)) + b"".join(map(varint, columns))


def _header(
    directory: int, facts: int, data: int, order: list[Address], bounds: tuple[float, float, float, float]
) -> bytes:
    start = HEADER.size
    offsets = (start, directory, start + directory, facts, start + directory + facts, 0, start + directory + facts)
    zooms = [zoom for zoom, _, _ in order]
    west, south, east, north = (round(degree * 10_000_000) for degree in bounds)
    middle = ((west + east) // 2, (south + north) // 2)
    counts = (data, len(order), len(order), len(order))
    kinds = (1, GZIP, GZIP, VECTOR, min(zooms), max(zooms))
    return HEADER.pack(b"PMTiles", 3, *offsets, *counts, *kinds, west, south, east, north, min(zooms), *middle)
