"""A file of shops, whatever its form."""

from collections.abc import Iterator
from pathlib import Path

from app.core.csv_lines import Problem
from app.shops.entering.imports.osm import Wanted, read_osm
from app.shops.entering.imports.planning import plan
from app.shops.entering.imports.records import ShopRecord
from app.shops.entering.imports.sources import source_of
from app.shops.entering.imports.tables import read_csv, read_geojson
from app.shops.entering.imports.writing import write

OSM_ENDINGS = (".osm", ".pbf", ".xml")


def import_file(file: Path) -> int:
    """Take in a file that is known to be right; returns the number of its rows."""
    planned = plan(source_of(file, first_line(file)), read_file(file))
    write(planned)
    return len(planned.steps)


def read_file(file: Path, wanted: Wanted = Wanted()) -> Iterator[ShopRecord | Problem]:
    """The rows of a file, told apart by the ending of its name. wanted: of maps only."""
    name = file.name.lower()
    if name.endswith(OSM_ENDINGS):
        yield from read_osm(file, wanted)
        return
    with file.open("rb") as stream:
        yield from (read_geojson if name.endswith((".geojson", ".json")) else read_csv)(stream)


def first_line(file: Path) -> str:
    with file.open("rb") as stream:
        return stream.readline(20_000).decode("utf-8", "replace").lstrip("\ufeff")
