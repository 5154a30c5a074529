"""What the browser is told to draw below the shops."""

import json
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from flask import current_app, url_for

from app.shops.map.base.intake import FACTS, FOLDER, REGION

BUNDLED = Path(__file__).parents[1] / "bundled"
GERMANY = {
    "name": "deutschland",
    "deepest": 8,
    "attribution": "Made with Natural Earth · © Statistisches Bundesamt (Destatis), dl-de/by-2-0",
}
HEIDELBERG = {"name": "heidelberg", "deepest": 14, "attribution": "© OpenStreetMap-Mitwirkende, ODbL 1.0"}


def path_of(name: str) -> Path | None:
    """The archive of this name, or None."""
    if name in (GERMANY["name"], HEIDELBERG["name"]):
        return BUNDLED / f"{name}.pmtiles"
    path = current_app.config["SETTINGS"].instance_path.resolve() / FOLDER / REGION
    return path if name == "region" and path.is_file() else None


def base_map() -> dict[str, Any]:
    """{"archives": [{name, url, deepest, attribution, head}], "region": the operator's or None, "outside": or None}.

    head: bytes before the first tile, which is all a browser needs to know before it asks for tiles.
    """
    archives = [{**one, **_bundled(str(one["name"]))} for one in (GERMANY, HEIDELBERG)]
    return {"archives": archives, "region": _region(), "outside": outside()}


@lru_cache(maxsize=2)
def _head(path: Path) -> int:
    with path.open("rb") as file:
        return int.from_bytes(file.read(64)[56:], "little")


def _bundled(name: str) -> dict[str, Any]:
    return {"url": _address(name), "head": _head(BUNDLED / f"{name}.pmtiles")}


def outside() -> dict[str, str] | None:
    """Tiles of another host, which the operator has named: {url, attribution, host}. Never asked without a click."""
    settings = current_app.config["SETTINGS"]
    if not settings.map_tiles_url:
        return None
    host = urlsplit(settings.map_tiles_url).netloc
    return {"url": settings.map_tiles_url, "attribution": settings.map_tiles_attribution, "host": host}


def _region() -> dict[str, Any] | None:
    path = path_of("region")
    if path is None:
        return None
    facts = _facts(path.with_name(FACTS), path.stat().st_mtime_ns)
    return {**facts, "url": _address("region")} if facts else None


@lru_cache(maxsize=4)
def _facts(path: Path, _stamp: int) -> dict[str, Any]:
    try:
        return json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return {}


def _address(name: str) -> str:
    path = path_of(name)
    mark = f"{path.stat().st_mtime_ns:x}-{path.stat().st_size:x}" if path else ""
    return url_for("shop_base_map.archive", name=name, v=mark)
