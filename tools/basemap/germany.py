"""All of Germany, zooms 0 to 8: the states, the lines between them, and the names of towns."""

from collections import defaultdict
from collections.abc import Iterator

from tools.basemap.archive import Address, archive
from tools.basemap.cutting import Points, cut_line, cut_ring, project, to_tile, whole
from tools.basemap.places import STATES, features, towns
from tools.basemap.vector_tile import AREA, EXTENT, LINE, POINT, Layer, encode

DEEPEST = 8
BOUNDS = (5.5, 47.0, 15.6, 55.2)
LEAST_INHABITANTS = {0: 1_000_000, 3: 500_000, 4: 250_000, 5: 100_000, 6: 40_000, 7: 10_000, 8: 0}
"""From this zoom on, towns of at least so many are named."""
FACTS = {
    "name": "Deutschland: Länder und Orte",
    "attribution": "Made with Natural Earth; © Statistisches Bundesamt (Destatis), dl-de/by-2-0",
    "vector_layers": [{"id": "land", "fields": {}}, {"id": "grenzen", "fields": {}}, {"id": "orte", "fields": {}}],
}


def germany() -> bytes:
    """The archive."""
    rings = [[project(lon, lat) for lon, lat, *_ in ring] for ring in _rings()]
    names = _names()
    tiles = {}
    for zoom in range(DEEPEST + 1):
        for x, y in _addresses(zoom):
            tile = encode(_layers(zoom, x, y, rings, names))
            if tile:
                tiles[zoom, x, y] = tile
    return archive(tiles, BOUNDS, FACTS)


def _rings() -> Iterator[list[list[float]]]:
    for feature in features(STATES):
        shape = feature["geometry"]
        for area in shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]:
            yield from area


def _names() -> dict[Address, list[tuple[float, float, str, int]]]:
    """Tile → towns in it, largest first."""
    found = defaultdict(list)
    for lon, lat, name, inhabitants in towns():
        a, b = project(lon, lat)
        for zoom in range(DEEPEST + 1):
            if inhabitants >= LEAST_INHABITANTS[max(z for z in LEAST_INHABITANTS if z <= zoom)]:
                side = 1 << zoom
                found[zoom, int(a * side), int(b * side)].append((a, b, name, inhabitants))
    return found


def _addresses(zoom: int) -> Iterator[tuple[int, int]]:
    side = 1 << zoom
    (left, top), (right, bottom) = project(BOUNDS[0], BOUNDS[3]), project(BOUNDS[2], BOUNDS[1])
    for x in range(int(left * side), int(right * side) + 1):
        for y in range(int(top * side), int(bottom * side) + 1):
            yield x, y


def _layers(zoom: int, x: int, y: int, rings: list[Points], names: dict) -> list[Layer]:
    land, borders, places = Layer("land"), Layer("grenzen"), Layer("orte")
    for ring in rings:
        here = to_tile(ring, zoom, x, y)
        for part in cut_line(here):
            borders.add(LINE, [whole(part, 4)], {})
        area = cut_ring(here[:-1])
        if len(area) > 2 and len(corners := whole(area, 4)) > 2:
            land.add(AREA, [corners], {})
    for a, b, name, inhabitants in names[zoom, x, y]:
        ((across, down),) = to_tile([(a, b)], zoom, x, y)
        corner = (min(round(across), EXTENT - 1), min(round(down), EXTENT - 1))
        places.add(POINT, [[corner]], {"name": name, "einwohner": inhabitants})
    return [land, borders, places]
