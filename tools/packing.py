"""Packed copies of static files, brotli and gzip, so that no request has to wait for packing: `make css`."""

import gzip
from collections.abc import Callable
from pathlib import Path

import brotli

STATIC = Path(__file__).parent.parent / "app/static"
BESIDE = ("dist/ortskern.css", "img/icons.svg", "img/street.svg", "img/empty.svg")
APART = (
    "vendor/leaflet-*/leaflet.*s*",
    "vendor/protomaps-leaflet-*/*.js",
    "vendor/qr-*/*.js",
    "js/site.js",
    "js/filters.js",
    "js/map/*.js",
    "css/map/map.css",
)
"""Packed below dist/packed: nothing of ours lies between vendored files."""
CODINGS: dict[str, Callable[[bytes], bytes]] = {
    "br": lambda content: brotli.compress(content, quality=11),
    "gz": lambda content: gzip.compress(content, 9, mtime=0),
}


def files() -> list[Path]:
    """Everything that has packed copies."""
    return [STATIC / name for name in BESIDE] + [path for pattern in APART for path in sorted(STATIC.glob(pattern))]


def packed_path(path: Path, ending: str) -> Path:
    """Where the packed copy of a file lies. ending: br or gz."""
    name = path.relative_to(STATIC).as_posix()
    return STATIC / ("" if name in BESIDE else "dist/packed") / f"{name}.{ending}"


def pack(path: Path) -> dict[str, int]:
    """Write the copies; their sizes in bytes."""
    sizes = {}
    for ending, compress in CODINGS.items():
        target = packed_path(path, ending)
        target.parent.mkdir(parents=True, exist_ok=True)
        sizes[ending] = target.write_bytes(compress(path.read_bytes()))
    return sizes
