"""The streets of central Heidelberg, zooms 10 to 14, where the invented shops of the demo stand."""

from collections import defaultdict
from collections.abc import Iterable

from tools.basemap.archive import archive
from tools.basemap.cutting import Points, cut_line, project, to_tile, whole
from tools.basemap.places import STREETS, features
from tools.basemap.vector_tile import LINE, Layer, encode

ZOOMS = range(10, 15)
BOUNDS = (8.66, 49.395, 8.725, 49.425)
LARGE = {"trunk", "primary", "primary_link", "secondary"}
MIDDLE = LARGE | {"tertiary"}
FACTS = {
    "name": "Straßen in Heidelberg",
    "attribution": "© OpenStreetMap-Mitwirkende, ODbL 1.0",
    "vector_layers": [{"id": "strassen", "fields": {"art": "String", "name": "String"}}],
}


def heidelberg() -> bytes:
    """The archive. art: gross, mittel, klein or fuss."""
    tiles = {}
    streets = _joined((_kind(one), one["properties"].get("name"), _points(one)) for one in features(STREETS))
    for zoom in ZOOMS:
        for x, y in sorted({address for *_, line in streets for address in _touched(line, zoom)}):
            if tile := encode([_streets(zoom, x, y, streets)]):
                tiles[zoom, x, y] = tile
    return archive(tiles, BOUNDS, FACTS)


def _joined(ways: Iterable[tuple[str, str | None, Points]]) -> list[tuple[str, str | None, Points]]:
    """Ways of one kind and name end to end: a fifth fewer bytes, and names find more room."""
    lines: dict[tuple[str, str | None], list[Points]] = defaultdict(list)
    for kind, name, way in ways:
        known = lines[kind, name]
        while other := next((one for one in known if {one[0], one[-1]} & {way[0], way[-1]}), None):
            known.remove(other)
            way = _end_to_end(other, way)
        known.append(way)
    return [(*street, line) for street, found in lines.items() for line in found]


def _end_to_end(first: Points, second: Points) -> Points:
    """Both share an end."""
    first = first if first[-1] in (second[0], second[-1]) else first[::-1]
    second = second if second[0] == first[-1] else second[::-1]
    return [*first, *second[1:]]


def _streets(zoom: int, x: int, y: int, streets: list) -> Layer:
    layer = Layer("strassen")
    for kind, name, line in streets:
        if zoom < 12 and kind not in ("gross", "mittel"):
            continue
        for part in cut_line(to_tile(line, zoom, x, y)):
            layer.add(LINE, [whole(part)], {"art": kind, **({"name": name} if name and zoom > 12 else {})})
    return layer


def _kind(feature: dict) -> str:
    kind = feature["properties"]["k"]
    return "gross" if kind in LARGE else "mittel" if kind in MIDDLE else "fuss" if kind == "pedestrian" else "klein"


def _points(feature: dict) -> Points:
    return [project(lon, lat) for lon, lat in feature["geometry"]["coordinates"]]


def _touched(line: list[tuple[float, float]], zoom: int) -> set[tuple[int, int]]:
    side = 1 << zoom
    return {(int(a * side), int(b * side)) for a, b in line}
