"""Shops from OpenStreetMap, as XML or PBF: nodes and ways whose tags make them a shop, by area and tags."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import osmium

from app.core.csv_lines import Problem
from app.shops.categories import category_of_tags
from app.shops.entering.imports.records import ShopRecord
from app.shops.entering.imports.tables import record_or_problem

KEYS = ("shop", "amenity", "craft", "tourism", "leisure", "office")
NO_SHOPS = {
    "amenity": {"parking", "bench", "school", "kindergarten", "toilets", "recycling", "place_of_worship", "post_box"},
    "shop": {"no", "vacant"},
}


@dataclass(frozen=True)
class Wanted:
    """bbox: west, south, east, north in degrees. tags: "shop=books" or "shop"; empty: all that make a shop of ours."""

    bbox: tuple[float, float, float, float] | None = None
    tags: tuple[str, ...] = ()

    def has(self, lat: float, lon: float, tags: Mapping[str, str]) -> bool:
        if self.bbox and not (self.bbox[0] <= lon <= self.bbox[2] and self.bbox[1] <= lat <= self.bbox[3]):
            return False
        pairs = {*tags, *(f"{key}={value}" for key, value in tags.items())}
        return not self.tags or not pairs.isdisjoint(self.tags)


def read_osm(path: Path, wanted: Wanted) -> Iterator[ShopRecord | Problem]:
    """Nameless elements and those without a category of ours are passed over: most of a map is no shop."""
    number = 0
    try:
        processor = osmium.FileProcessor(str(path)).with_locations()
        for element in processor.with_filter(osmium.filter.KeyFilter(*KEYS)):
            position = _position(element)
            tags = {tag.k: tag.v for tag in element.tags}
            if position is None or not _is_shop(tags) or not wanted.has(*position, tags):
                continue
            number += 1
            yield _record(number, element, position, tags)
    except (RuntimeError, ValueError) as problem:
        yield Problem(number + 1, f"Die Datei ist kein lesbares OpenStreetMap-XML oder -PBF ({str(problem)[:80]}).")


def _is_shop(tags: Mapping[str, str]) -> bool:
    is_left_out = any(tags.get(key) in values for key, values in NO_SHOPS.items())
    if is_left_out or not tags.get("name"):
        return False
    exact = category_of_tags({key: tags[key] for key in KEYS if key in tags})
    return "shop" in tags or "craft" in tags or (exact is not None and exact != "sonstiges")


def _position(element: object) -> tuple[float, float] | None:
    if isinstance(element, osmium.osm.Node):
        return (element.location.lat, element.location.lon) if element.location.valid() else None
    if isinstance(element, osmium.osm.Way):
        places = [(node.lat, node.lon) for node in element.nodes if node.location.valid()]
        if places:
            return sum(lat for lat, _ in places) / len(places), sum(lon for _, lon in places) / len(places)
    return None


def _record(number: int, element: object, position: tuple[float, float], tags: dict[str, str]) -> ShopRecord | Problem:
    kind = "node" if isinstance(element, osmium.osm.Node) else "way"
    name = f"{kind}/{element.id}"  # type: ignore[attr-defined]
    place = {"lat": f"{position[0]:.7f}", "lon": f"{position[1]:.7f}"}
    url = f"https://www.openstreetmap.org/{name}"
    return record_or_problem(number, {**tags, **place, "osm_id": name, "quelle_url": url})
