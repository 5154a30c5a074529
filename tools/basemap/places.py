"""Where the material lies, and where the archives go."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
STATES = ROOT / "demo/municipalities/bundeslaender.geojson"
TOWNS = ROOT / "demo/municipalities/gemeinden_de.csv"
STREETS = ROOT / "demo/geo/heidelberg_strassen.geojson"
TARGET = ROOT / "app/shops/map/bundled"


def features(path: Path) -> list[dict[str, Any]]:
    return json.loads(path.read_text("utf-8"))["features"]


def towns() -> Iterator[tuple[float, float, str, int]]:
    """Longitude, latitude, name, inhabitants; the largest first."""
    with TOWNS.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["lat"] and row["einwohner"]]
    for row in sorted(rows, key=lambda row: -int(row["einwohner"])):
        yield float(row["lon"]), float(row["lat"]), row["name"], int(row["einwohner"])
