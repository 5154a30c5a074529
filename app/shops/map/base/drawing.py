"""What the browser is told to draw below the shops."""

import json
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from flask import current_app, url_for

from app.core.assets import asset
from app.shops.map.base.archives import read_archive
from app.shops.map.base.intake import FACTS, FOLDER, REGION

BUNDLED = Path(__file__).parents[1] / "bundled"
GERMANY = {
    "name": "deutschland",
    "attribution": "Made with Natural Earth · © Statistisches Bundesamt (Destatis), dl-de/by-2-0",
}
HEIDELBERG = {"name": "heidelberg", "attribution": "© OpenStreetMap-Mitwirkende, ODbL 1.0"}

MODULES = ("tiles", "ground", "names")
READER = "vendor/protomaps-leaflet-5.1.0/protomaps-leaflet.js"


def path_of(name: str) -> Path | None:
    """The archive of this name, or None."""
    if name in (GERMANY["name"], HEIDELBERG["name"]):
        return BUNDLED / f"{name}.pmtiles"
    path = current_app.config["SETTINGS"].instance_path.resolve() / FOLDER / REGION
    return path if name == "region" and path.is_file() else None


def base_map() -> dict[str, Any]:
    """{"archives": [{name, url, mark, least, deepest, bounds, attribution}], "region": the operator's file or None,
    "outside": or None, "modules": name → address}.

    Tiles lie at url/zoom/x/y?v=mark, from zoom `least` to `deepest`; bounds: west, south, east, north.
    """
    archives = [{**one, **_bundled(str(one["name"]))} for one in (GERMANY, HEIDELBERG)]
    modules = {name: asset(f"js/map/{name}.js") for name in (*MODULES, "region")}
    return {"archives": archives, "region": _region(), "outside": outside(), "modules": modules}


@lru_cache(maxsize=2)
def _bundled(name: str) -> dict[str, Any]:
    path = BUNDLED / f"{name}.pmtiles"
    facts = read_archive(path)
    zooms = {"least": facts.least_zoom, "deepest": facts.largest_zoom, "bounds": facts.bounds}
    return {"url": f"/laeden/karte/kacheln/{name}", "mark": _mark(path), **zooms}


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
    return {**facts, "url": _address("region"), "reader": asset(READER)} if facts else None


@lru_cache(maxsize=4)
def _facts(path: Path, _stamp: int) -> dict[str, Any]:
    try:
        return json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return {}


def _address(name: str) -> str:
    path = path_of(name)
    return url_for("shop_base_map.archive", name=name, v=_mark(path) if path else "")


def _mark(path: Path) -> str:
    facts = path.stat()
    return f"{facts.st_mtime_ns:x}-{facts.st_size:x}"
