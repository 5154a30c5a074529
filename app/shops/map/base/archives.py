"""Reading what a PMTiles 3 archive says of itself, and whether browsers can use it. Tiles are never opened.

Source: PMTiles specification, version 3.
"""

import json
import struct
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

HEADER = struct.Struct("<7sB11Q6B4iB2i")
NONE, GZIP = 1, 2
VECTOR, PICTURES = "vektor", "bild"
KINDS = {1: VECTOR, 2: PICTURES, 3: PICTURES, 4: PICTURES, 5: PICTURES}
LARGEST_DIRECTORY = 5_000_000
LARGEST_FACTS = 2_000_000
DEEPEST = 22


class BadArchive(ValueError):
    """The file cannot serve as a map; the message is a German sentence that says why."""


@dataclass(frozen=True)
class Archive:
    """kind: VECTOR or PICTURES. bounds: west, south, east, north in degrees. attribution: as given, maybe HTML."""

    kind: str
    least_zoom: int
    largest_zoom: int
    bounds: tuple[float, float, float, float]
    tiles: int
    name: str
    attribution: str
    layers: tuple[str, ...]


def read_archive(path: Path) -> Archive:
    """Raises BadArchive with a sentence for the operator."""
    try:
        with path.open("rb") as file:
            return _read(file, path.stat().st_size)
    except FileNotFoundError:
        raise BadArchive(f"Die Datei {path} gibt es nicht.") from None
    except OSError as error:
        raise BadArchive(f"Die Datei {path} lässt sich nicht lesen ({error.strerror}).") from None


def _read(file: BinaryIO, size: int) -> Archive:
    start = file.read(HEADER.size)
    if not start.startswith(b"PMTiles"):
        raise BadArchive("Das ist keine PMTiles-Datei: Am Anfang steht nicht „PMTiles“.")
    if len(start) < HEADER.size:
        raise BadArchive("Die PMTiles-Datei ist abgebrochen: Schon der Kopf ist unvollständig.")
    _, version, *rest = HEADER.unpack(start)
    if version != 3:
        raise BadArchive(f"Die Datei hat die PMTiles-Version {version}; gebraucht wird Version 3.")
    offsets, (_, inner, packed, kind, low, high), degrees = rest[:11], rest[11:17], rest[17:21]
    _check_parts(offsets, size)
    if kind not in KINDS:
        raise BadArchive("Die Datei enthält keine Kacheln, die Browser zeichnen (Vektor, PNG, JPEG, WebP, AVIF).")
    if inner not in (NONE, GZIP) or packed not in (NONE, GZIP):
        raise BadArchive("Die Datei ist mit einem Verfahren gepackt, das Browser nicht kennen; gebraucht wird gzip.")
    if low > high or high > DEEPEST:
        raise BadArchive(f"Die Zoomstufen der Datei ({low} bis {high}) ergeben keinen Sinn.")
    entries = _part(file, offsets[0], offsets[1], inner, LARGEST_DIRECTORY, "Verzeichnis")
    if not offsets[8] or not entries or entries[0] == 0:
        raise BadArchive("Die Datei enthält keine einzige Kachel.")
    facts = _facts(_part(file, offsets[2], offsets[3], inner, LARGEST_FACTS, "Angabenteil"))
    return Archive(KINDS[kind], low, high, _bounds(degrees), offsets[8], *_told(facts))


def _check_parts(offsets: list[int], size: int) -> None:
    """offsets: start and length of root directory, facts, leaf directories, tiles; then three counts."""
    for start, length in zip(offsets[0:8:2], offsets[1:8:2], strict=True):
        if length and start + length > size:
            raise BadArchive("Die PMTiles-Datei ist abgebrochen, am Ende fehlt etwas. Bitte laden Sie sie noch einmal.")


def _part(file: BinaryIO, start: int, length: int, packing: int, most: int, name: str) -> bytes:
    if length > most:
        raise BadArchive(f"Der Teil „{name}“ der PMTiles-Datei ist ungewöhnlich groß und wird nicht gelesen.")
    file.seek(start)
    content = file.read(length)
    if packing == NONE or not content:
        return content
    try:
        unpacker = zlib.decompressobj(16 + zlib.MAX_WBITS)
        out = unpacker.decompress(content, most)
    except zlib.error:
        out = b""
    if not out:
        raise BadArchive(f"Die PMTiles-Datei ist beschädigt: Der Teil „{name}“ lässt sich nicht entpacken.")
    return out


def _bounds(degrees: list[int]) -> tuple[float, float, float, float]:
    west, south, east, north = (one / 10_000_000 for one in degrees)
    if not (-180 <= west < east <= 180 and -90 <= south < north <= 90):
        raise BadArchive("Die Grenzen des Gebiets in der PMTiles-Datei ergeben keinen Sinn.")
    return west, south, east, north


def _facts(content: bytes) -> dict[str, Any]:
    try:
        facts = json.loads(content or b"{}")
    except ValueError:
        raise BadArchive("Die PMTiles-Datei ist beschädigt: Ihre Angaben sind kein JSON.") from None
    return facts if isinstance(facts, dict) else {}


def _told(facts: dict[str, Any]) -> tuple[str, str, tuple[str, ...]]:
    layers = facts.get("vector_layers") or []
    names = tuple(str(one.get("id", "")) for one in layers if isinstance(one, dict)) if isinstance(layers, list) else ()
    return str(facts.get("name") or "")[:200], str(facts.get("attribution") or "")[:1_000], names
