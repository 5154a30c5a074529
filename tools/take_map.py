"""make map FILE=… [SOURCE="© …"]: check a regional .pmtiles file and make it the base map of this installation."""

import sys
from pathlib import Path

from app.core.formats import number
from app.shops.map.base.archives import BadArchive
from app.shops.map.base.intake import FOLDER, REGION, take_in
from config import Settings


def main() -> None:
    if len(sys.argv) < 2 or not sys.argv[1]:
        sys.exit('Bitte nennen Sie die Datei: make map FILE=region.pmtiles [SOURCE="© OpenStreetMap-Mitwirkende"]')
    settings = Settings.from_environment()
    try:
        found = take_in(Path(sys.argv[1]).expanduser(), settings.instance_path, " ".join(sys.argv[2:]))
    except BadArchive as error:
        sys.exit(f"Die Karte bleibt, wie sie ist. {error}")
    west, south, east, north = found.bounds
    print(f"Übernommen: {number(found.tiles)} Kacheln, Zoomstufen {found.least_zoom} bis {found.largest_zoom},")
    print(f"Gebiet {west:.2f} bis {east:.2f}° Ost, {south:.2f} bis {north:.2f}° Nord.")
    print(f"Sie liegt jetzt in {settings.instance_path / FOLDER / REGION} und gilt sofort.")


if __name__ == "__main__":
    main()
