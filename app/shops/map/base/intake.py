"""Taking in a map of the region: `make map FILE=…`. Checked first, copied beside, then put in place in one step."""

import json
import os
import re
import shutil
import tempfile
from dataclasses import asdict
from pathlib import Path

from app.shops.map.base.archives import VECTOR, Archive, BadArchive, read_archive

FOLDER, REGION, FACTS = "map", "region.pmtiles", "region.json"
NEEDED_LAYERS = {"earth", "roads"}
"""A vector map is drawn by the rules of the Protomaps base map, which has these."""
_TAGS = re.compile(r"<[^>]*>")


def take_in(path: Path, instance_path: Path, source: str = "") -> Archive:
    """Make this file the base map of the installation; raises BadArchive and leaves the former one in place.

    source: whom the map names as its origin, instead of what the file says.
    """
    found = read_archive(path)
    if found.kind == VECTOR and not set(found.layers) >= NEEDED_LAYERS:
        raise BadArchive("Die Ebenen der Datei sind nicht die der Protomaps-Grundkarte (gebraucht: earth, roads).")
    attribution = " ".join((source or _TAGS.sub("", found.attribution)).split())
    if not attribution:
        raise BadArchive('Die Datei nennt keine Quelle, die Karte muss aber eine zeigen: SOURCE="© …" angeben.')
    folder = instance_path / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    _put(folder, path)
    (folder / FACTS).write_text(json.dumps({**asdict(found), "attribution": attribution}, ensure_ascii=False), "utf-8")
    return found


def _put(folder: Path, path: Path) -> None:
    """Whole or not at all: a copy that breaks off leaves nothing."""
    with tempfile.NamedTemporaryFile(dir=folder, delete=False) as copy:
        try:
            with path.open("rb") as file:
                shutil.copyfileobj(file, copy, 1 << 20)
            copy.flush()
            os.fsync(copy.fileno())
        except OSError:
            os.unlink(copy.name)
            raise
    os.chmod(copy.name, 0o644)
    os.replace(copy.name, folder / REGION)
