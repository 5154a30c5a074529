"""From degrees to the units of one tile: projecting, cutting at its edges, dropping corners nobody sees."""

import math
from itertools import pairwise

from tools.basemap.vector_tile import EXTENT, Path

Points = list[tuple[float, float]]
BUFFER = 128
"""Units drawn beyond the edge, so that no seam shows."""


def project(lon: float, lat: float) -> tuple[float, float]:
    """Web Mercator, the world from (0, 0) in the north-west to (1, 1)."""
    return (lon + 180) / 360, (1 - math.asinh(math.tan(math.radians(lat))) / math.pi) / 2


def to_tile(points: Points, zoom: int, x: int, y: int) -> Points:
    side = 1 << zoom
    return [((a * side - x) * EXTENT, (b * side - y) * EXTENT) for a, b in points]


def whole(points: Points, least: float = 2.0) -> Path:
    """Whole units, without corners nearer than `least` units to the last one."""
    kept: Path = []
    for a, b in points:
        corner = (round(a), round(b))
        if not kept or abs(corner[0] - kept[-1][0]) + abs(corner[1] - kept[-1][1]) >= least:
            kept.append(corner)
    last = (round(points[-1][0]), round(points[-1][1]))
    return kept if kept[-1] == last else [*kept, last]


def cut_line(points: Points) -> list[Points]:
    """The parts of a line within the tile and its buffer; a part keeps the corners just outside."""
    parts: list[Points] = []
    open_part = False
    for a, b in pairwise(points):
        if _may_touch(a, b):
            parts = [*parts, [a]] if not open_part else parts
            parts[-1].append(b)
        open_part = _may_touch(a, b)
    return parts


def _may_touch(a: tuple[float, float], b: tuple[float, float]) -> bool:
    low, high = -BUFFER, EXTENT + BUFFER
    return all(min(a[i], b[i]) <= high and max(a[i], b[i]) >= low for i in (0, 1))


def cut_ring(ring: Points) -> Points:
    """Sutherland and Hodgman: the part of an area within the tile and its buffer."""
    for axis in (0, 1):
        ring = _cut_at(_cut_at(ring, axis, -BUFFER, True), axis, EXTENT + BUFFER, False)
    return ring


def _cut_at(ring: Points, axis: int, edge: float, keeps_larger: bool) -> Points:
    out: Points = []
    for a, b in zip([*ring[-1:], *ring], ring, strict=False):
        a_in, b_in = ((p[axis] >= edge) == keeps_larger or p[axis] == edge for p in (a, b))
        if a_in != b_in:
            share = (edge - a[axis]) / (b[axis] - a[axis])
            out.append((a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share))
        if b_in:
            out.append(b)
    return out
