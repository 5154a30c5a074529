"""What the map shows in a window, and its list says: groups and single shops, as GeoJSON features (RFC 7946)."""

from collections.abc import Sequence
from typing import Any

from app.core import clock, formats
from app.core.subjects import subject_type
from app.shops.categories import CATEGORIES
from app.shops.directory.wanted import Wanted
from app.shops.kinds import SHOP
from app.shops.map import nearby
from app.shops.map.queries import Group, Seen, groups_in, seen
from app.shops.map.window import LARGEST_ZOOM, Window
from app.shops.upkeep.freshness import age_badge, fresh_since

NAMED_BY_TOWN_UP_TO = 10
OPEN, CLOSED, UNKNOWN = "offen", "geschlossen", "unbekannt"
OPEN_WORDS = {OPEN: "Jetzt geöffnet", CLOSED: "Jetzt geschlossen", UNKNOWN: "Öffnungszeiten nicht bestätigt"}
Feature = dict[str, Any]


def features_in(window: Window, wanted: Wanted) -> list[Feature]:
    """The largest groups first, then shops by name. art: "gruppe" or "laden"."""
    groups = groups_in(window, wanted)
    shops = seen([group.first_id for group in groups])
    large = [_group(one, shops.get(one.first_id), window.zoom) for one in groups if one.shops > 1]
    single = [_shop(one, shops[one.first_id]) for one in groups if one.shops == 1 and one.first_id in shops]
    large.sort(key=lambda one: (-one["properties"]["anzahl"], one["properties"]["name"]))
    return [*large, *sorted(single, key=lambda one: one["properties"]["name"].casefold())]


def total(features: Sequence[Feature]) -> int:
    """How many shops these are."""
    return sum(one["properties"].get("anzahl", 1) for one in features)


def _point(group: Group) -> dict[str, Any]:
    return {"type": "Point", "coordinates": [round(group.lon, 5), round(group.lat, 5)]}


def _group(group: Group, first: Seen | None, zoom: int) -> Feature:
    said = formats.counted(group.shops, "Laden", "Läden")
    where = _around(group, first, zoom)
    facts = {"art": "gruppe", "anzahl": group.shops, "name": f"{said} {where}".strip()}
    facts["ansicht"] = f"mitte={group.lat:.5f},{group.lon:.5f}&zoom={min(zoom + 2, LARGEST_ZOOM)}"
    return {"type": "Feature", "id": f"g{group.first_id}", "geometry": _point(group), "properties": facts}


def _around(group: Group, first: Seen | None, zoom: int) -> str:
    town = nearby.town(group.lat, group.lon) if zoom <= NAMED_BY_TOWN_UP_TO else None
    if town:
        return f"rund um {town}"
    return f"rund um „{first.title}“" if first else ""


def _shop(group: Group, shop: Seen) -> Feature:
    state = open_state(shop)
    kind = CATEGORIES[shop.category].label if shop.category in CATEGORIES else ""
    address = ", ".join(part for part in (f"{shop.street} {shop.house_number}".strip(), shop.city) if part)
    facts = {
        "art": "laden",
        "name": shop.title,
        "adresse": address,
        "kategorie": shop.category,
        "kategorie_name": kind,
        "zeile": " · ".join(part for part in (kind, address, *_notes(shop)) if part),
        "url": subject_type(SHOP).address(shop.slug),
        "geoeffnet": state,
        "geoeffnet_name": OPEN_WORDS[state],
    }
    return {"type": "Feature", "id": f"l{shop.id}", "geometry": _point(group), "properties": facts}


def open_state(shop: Seen) -> str:
    """By hours that shop or city have confirmed not too long ago; anything else is not known."""
    now = clock.now()
    if shop.open_from is None or shop.open_to is None or shop.hours_confirmed_at is None:
        return UNKNOWN
    if shop.open_to <= now or shop.hours_confirmed_at <= fresh_since():
        return UNKNOWN
    return OPEN if shop.open_from <= now else CLOSED


def _notes(shop: Seen) -> list[str]:
    """What stands below a shop beside kind and address: how far its entry can be relied on."""
    age = age_badge(shop.claimed_at, shop.confirmed_at)
    who = "Erfunden, zur Anschauung" if shop.origin == "demo" else "" if shop.claimed_at else "Unbestätigter Eintrag"
    return [who, age[0] if age else ""]
