"""Where a file comes from and under which licence: as told, or known by its columns."""

from dataclasses import dataclass
from pathlib import Path

from app.core.text import slugify

OSM_LICENCE = ("ODbL 1.0", "https://opendatacommons.org/licenses/odbl/1-0/")
OSM_NAME = "© OpenStreetMap-Mitwirkende"
MARKETS_NAME = "Wo ist Markt? – Code for Karlsruhe und Mitwirkende"
UNKNOWN_LICENCE = "nicht angegeben"


@dataclass(frozen=True)
class Source:
    """key: stands in shop_source.source, finds rows again. name, licence: the attribution shown with each entry."""

    key: str
    name: str
    licence: str
    licence_url: str = ""


def source_of(path: Path, head: str, *, key: str = "", name: str = "", licence: str = "") -> Source:
    """head: the first line of the file. What is told counts; else the columns tell it, or the name of the file."""
    known = _known(path, head)
    return Source(
        key=slugify(key, 60) or known.key,
        name=name or known.name,
        licence=licence or known.licence,
        licence_url=known.licence_url if not licence or licence == known.licence else "",
    )


def _known(path: Path, head: str) -> Source:
    columns, key = {cell.strip().lower() for cell in head.replace(";", ",").split(",")}, slugify(path.stem, 60)
    if path.name.lower().endswith((".osm", ".osm.pbf", ".pbf", ".xml")):
        return Source("openstreetmap", OSM_NAME, *OSM_LICENCE)
    if columns & {"osm_typ", "osm_id", "@id"}:
        return Source(key, OSM_NAME, *OSM_LICENCE)
    if {"stadt", "titel", "quelle_url"} <= columns:
        return Source(key, MARKETS_NAME, "MIT", "https://opensource.org/license/mit")
    return Source(key or "datei", path.name, UNKNOWN_LICENCE)
