"""The window of a map: what somebody looks at, from the address, in degrees. Wrong values become German sentences."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

LEAST_ZOOM, LARGEST_ZOOM = 4, 18
GERMANY = (5.5, 47.1, 15.3, 55.1)
LIMIT_LAT = 85.0
TILE = 256
WIDE, HIGH = 900, 640
"""Pixels of the window where only the middle is given: about what the page shows on a desk."""


class BadWindow(ValueError):
    """The message is a German sentence for the answer 400."""


@dataclass(frozen=True)
class Window:
    """Degrees (WGS 84) and the zoom of a map with tiles of 256 pixels."""

    west: float
    south: float
    east: float
    north: float
    zoom: int

    @property
    def middle(self) -> tuple[float, float]:
        """Latitude, longitude."""
        return (self.south + self.north) / 2, (self.west + self.east) / 2


def read_box(args: Mapping[str, str]) -> Window:
    """`bbox=west,south,east,north&zoom=12`. Raises BadWindow."""
    try:
        west, south, east, north = (float(part) for part in args.get("bbox", "").split(","))
    except ValueError:
        raise BadWindow("bbox braucht vier Zahlen mit Kommas dazwischen: Westen, Süden, Osten, Norden.") from None
    if not all(map(math.isfinite, (west, south, east, north))):
        raise BadWindow("bbox braucht vier endliche Zahlen.")
    if abs(south) > 90 or abs(north) > 90 or abs(west) > 540 or abs(east) > 540:
        raise BadWindow("bbox liegt nicht auf der Erde: Länge zuerst (−180 bis 180), dann Breite (−90 bis 90).")
    if west >= east or south >= north:
        raise BadWindow(_order(west, south, east, north))
    return Window(max(west, -180.0), max(south, -LIMIT_LAT), min(east, 180.0), min(north, LIMIT_LAT), _zoom(args))


def _order(west: float, south: float, east: float, north: float) -> str:
    if west == south == east == north == 0:
        return "bbox ist leer: Alle vier Werte sind 0."
    return "bbox ist verdreht: Westen muss kleiner als Osten sein und Süden kleiner als Norden."


def read_middle(args: Mapping[str, str]) -> Window | None:
    """`mitte=49.41,8.69&zoom=15`, latitude first as maps write it; None when it is missing or makes no sense."""
    try:
        lat, lon = (float(part) for part in args.get("mitte", "").split(","))
        zoom = _zoom(args)
    except ValueError:
        return None
    if not (abs(lat) <= LIMIT_LAT and abs(lon) <= 180) or (lat == 0 and lon == 0):
        return None
    return around(lat, lon, zoom)


def around(lat: float, lon: float, zoom: int) -> Window:
    """A window of the usual size with this middle."""
    across = WIDE / TILE / (1 << zoom) * 180
    down = HIGH / TILE / (1 << zoom) * 180 * math.cos(math.radians(lat))
    return Window(lon - across, max(lat - down, -LIMIT_LAT), lon + across, min(lat + down, LIMIT_LAT), zoom)


def fitting(west: float, south: float, east: float, north: float) -> Window:
    """The closest window of the usual size that shows all of it, at most as close as single streets."""
    lat, lon = (south + north) / 2, (west + east) / 2
    wide = max(east - west, 0.002) / (WIDE / TILE * 360)
    high = max(north - south, 0.002) / (HIGH / TILE * 360 * math.cos(math.radians(lat)))
    zoom = math.floor(-math.log2(max(wide, high)))
    return around(lat, lon, max(LEAST_ZOOM, min(zoom, LARGEST_ZOOM - 1)))


def _zoom(args: Mapping[str, str]) -> int:
    text = args.get("zoom", "")
    if not text.isascii() or not text.isdigit() or not len(text) <= 2 or not 0 <= int(text) <= 22:
        raise BadWindow("zoom braucht eine ganze Zahl von 0 bis 22.")
    return max(LEAST_ZOOM, min(int(text), LARGEST_ZOOM))
