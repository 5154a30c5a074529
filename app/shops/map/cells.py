"""Squares of the Web Mercator grid: the same number for all positions within one square of one zoom level."""

import math

ZOOMS = (6, 8, 10, 12, 14, 16)
"""There is a column cell_z<zoom> for each of them in the map's copy of the shops."""

NORTHERNMOST = 85.0511


def cell(lat: float, lon: float, zoom: int) -> int:
    """Number of the square: row × 2^zoom + column, rows from the north. lat, lon: WGS 84 degrees."""
    side = 1 << zoom
    lat = math.radians(max(-NORTHERNMOST, min(NORTHERNMOST, lat)))
    column = int((lon + 180) / 360 * side)
    row = int((1 - math.asinh(math.tan(lat)) / math.pi) / 2 * side)
    return min(max(row, 0), side - 1) * side + min(max(column, 0), side - 1)


def cells(lat: float | None, lon: float | None) -> dict[str, int | None]:
    """Column → number, for all zooms; None without position."""
    if lat is None or lon is None:
        return {f"cell_z{zoom}": None for zoom in ZOOMS}
    return {f"cell_z{zoom}": cell(lat, lon, zoom) for zoom in ZOOMS}
