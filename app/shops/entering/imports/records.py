"""One row of a file as we understand it, and what makes a row unusable."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from app.core.csv_lines import Problem, Refused
from app.core.text import clean_line
from app.core.web_addresses import is_web_address
from app.shops.categories import OTHER

__all__ = ["Problem", "Refused", "ShopRecord", "checked", "degrees", "fingerprint", "wheelchair"]

GERMANY = ((47.0, 55.2), (5.5, 15.6))
LENGTHS = {"name": 300, "street": 120, "house_number": 20, "postcode": 10, "city": 120, "phone": 40, "hours": 600}
WHEELCHAIR = {
    "ja": "yes", "yes": "yes", "designated": "yes", "eingeschränkt": "limited", "eingeschraenkt": "limited",
    "limited": "limited", "nein": "no", "no": "no",
}  # fmt: skip


@dataclass(frozen=True)
class ShopRecord:
    """line: in the file, or the number of the element. hours: as the source writes them, syntax or words.

    lat, lon: WGS 84 degrees, both or none. url: where the source speaks of it. note: what the reader should know.
    """

    line: int
    external_id: str
    name: str
    category: str = OTHER
    street: str = ""
    house_number: str = ""
    postcode: str = ""
    city: str = ""
    lat: float | None = None
    lon: float | None = None
    hours: str = ""
    website: str = ""
    phone: str = ""
    wheelchair: str = ""
    url: str = ""
    note: str = ""

    @property
    def data(self) -> dict[str, Any]:
        """What is remembered of the row, to see later whether the source has changed."""
        return {name: value for name, value in asdict(self).items() if value and name not in ("line", "note")}


def checked(line: int, values: Mapping[str, Any]) -> ShopRecord:
    """A record of texts that fit their columns. Raises Refused; an unusable website is left out."""
    texts = {name: clean_line(str(values.get(name) or "")).strip() for name in LENGTHS}
    for name, most in LENGTHS.items():
        if len(texts[name]) > most and name != "hours":
            raise Refused(f"„{texts[name][:40]}…“ hat mehr als {most} Zeichen.")
    website = str(values.get("website") or "").strip()
    return ShopRecord(
        line,
        str(values["external_id"])[:200],
        category=values.get("category") or OTHER,
        lat=values.get("lat"),
        lon=values.get("lon"),
        website=website if len(website) <= 500 and is_web_address(website) else "",
        wheelchair=wheelchair(str(values.get("wheelchair") or "")),
        url=str(values.get("url") or "")[:1000],
        note=values.get("note", ""),
        **texts,
    )


def wheelchair(text: str) -> str:
    return WHEELCHAIR.get(text.strip().lower(), "")


def degrees(lat: str, lon: str) -> tuple[tuple[float, float] | None, str]:
    """Position and a remark about it; none at 0,0. Raises Refused when they are swapped or no degrees."""
    if not lat.strip() and not lon.strip():
        return None, ""
    try:
        north, east = (float(re.sub(",", ".", text.strip())) for text in (lat, lon))
    except ValueError:
        raise Refused(f"„{lat[:20]}“, „{lon[:20]}“ sind keine Koordinaten.") from None
    if north == 0 and east == 0:
        return None, "Koordinaten 0,0: ohne Lage übernommen."
    if _is_german(east, north) and not _is_german(north, east):
        raise Refused(f"Breite und Länge sind wohl vertauscht ({north:g}, {east:g}).")
    if not (-90 <= north <= 90 and -180 <= east <= 180):
        raise Refused(f"„{lat[:20]}“, „{lon[:20]}“ liegen nicht auf der Erde.")
    return (north, east), "" if _is_german(north, east) else "Liegt außerhalb Deutschlands."


def _is_german(north: float, east: float) -> bool:
    return all(low <= value <= high for value, (low, high) in zip((north, east), GERMANY, strict=True))


def fingerprint(*parts: str) -> str:
    """A name for rows whose source gives them none."""
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:20]
