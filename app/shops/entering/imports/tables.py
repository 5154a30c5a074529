"""Shops from CSV and GeoJSON: columns or properties by the names people give them."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from app.core.csv_lines import Problem, Refused, read_table
from app.core.text import slugify
from app.shops.categories import CATEGORIES, OTHER, category_of_tags
from app.shops.entering.imports.records import ShopRecord, checked, degrees, fingerprint

MOST_LINES = 500_001
_POSTCODE = re.compile(r"\b\d{5}\b")
NAMES = {
    "external_id": ("osm_id", "id", "@id", "kennung"),
    "name": ("name", "titel"),
    "street": ("strasse", "straße", "addr:street", "street"),
    "house_number": ("hausnummer", "addr:housenumber", "nr"),
    "postcode": ("plz", "addr:postcode", "postleitzahl"),
    "city": ("stadt", "ort", "addr:city", "city"),
    "hours": ("oeffnungszeiten", "opening_hours", "öffnungszeiten"),
    "hours_text": ("oeffnungszeiten_text",),
    "website": ("website", "contact:website", "webseite"),
    "phone": ("telefon", "phone", "contact:phone"),
    "wheelchair": ("rollstuhl", "wheelchair"),
    "url": ("quelle_url",),
    "lat": ("lat", "breite"),
    "lon": ("lon", "lng", "länge", "laenge"),
    "category": ("kategorie", "category"),
}
OF_WORDS = {
    "spaetkauf-kiosk": "kiosk", "kiosk-trinkhalle": "kiosk", "cafe": "cafe", "eisdiele": "cafe", "bar": "bar",
    "kneipe": "bar", "club": "club", "theater": "kultur", "museum": "kultur", "kino": "kultur", "markt": "markt",
    "apotheke": "gesundheit", "fitnessstudio": "bewegung", "nachbarschaftszentrum": "treffpunkt",
    "bibliothek": "treffpunkt", "coworking": "treffpunkt", "lebensmittel": "lebensmittel",
    "supermarkt": "lebensmittel", "biergarten": "bar", "fahrradverleih": "technik", "einkaufszentrum": "wohnen",
}  # fmt: skip


def read_csv(stream: BinaryIO) -> Iterator[ShopRecord | Problem]:
    """One record or one problem per line. A table of market days has no column for the kind: they are markets."""
    for number, row in read_table(stream, most_lines=MOST_LINES):
        if isinstance(row, Problem):
            yield row
        else:
            yield record_or_problem(number, {name.lower(): value for name, value in row.items()})


def read_geojson(stream: BinaryIO) -> Iterator[ShopRecord | Problem]:
    """Points of a FeatureCollection; of other shapes the first position is taken."""
    try:
        features = json.load(stream)["features"]
    except (ValueError, LookupError, TypeError, RecursionError):
        yield Problem(1, "Das ist kein GeoJSON mit einer Sammlung von Objekten („FeatureCollection“).")
        return
    for number, feature in enumerate(features if isinstance(features, list) else [], 1):
        try:
            lon, lat = _first_position(feature["geometry"]["coordinates"])
            row = {str(name).lower(): str(value) for name, value in (feature.get("properties") or {}).items()}
        except (LookupError, TypeError, ValueError, AttributeError):
            yield Problem(number, "Das Objekt hat keine Koordinaten.")
            continue
        named = {"id": str(feature["id"])} if "id" in feature else {}
        yield record_or_problem(number, {**named, **row, "lat": str(lat), "lon": str(lon)})


def _first_position(coordinates: Any) -> tuple[float, float]:
    while isinstance(coordinates[0], list):
        coordinates = coordinates[0]
    return float(coordinates[0]), float(coordinates[1])


def record_or_problem(number: int, row: Mapping[str, str]) -> ShopRecord | Problem:
    try:
        return _record(number, row)
    except Refused as refusal:
        return Problem(number, str(refusal))


def _record(number: int, row: Mapping[str, str]) -> ShopRecord:
    found = {name: next((row[one] for one in names if row.get(one)), "") for name, names in NAMES.items()}
    position, note = degrees(found["lat"], found["lon"])
    if row.get("stadt") and row.get("ort"):
        street, postcode = _taken_apart(row["ort"], row["stadt"])
        found["street"], found["postcode"] = found["street"] or street, found["postcode"] or postcode
    lat, lon = position or (None, None)
    return checked(
        number,
        {
            **found,
            "hours": found["hours"] or found["hours_text"],
            "category": _category(row, found["category"]),
            "external_id": found["external_id"] or fingerprint(*(value for _, value in sorted(row.items()))),
            "lat": lat,
            "lon": lon,
            "note": note,
        },
    )


def _taken_apart(place: str, town: str) -> tuple[str, str]:
    """ "Am Flugplatz 10, 14089 Berlin" → ("Am Flugplatz 10", "14089")."""
    postcode = _POSTCODE.search(place)
    parts = [_POSTCODE.sub("", part).strip() for part in place.split(",")]
    return ", ".join(part for part in parts if part and part != town)[:120], postcode[0] if postcode else ""


def _category(row: Mapping[str, str], words: str) -> str:
    """By the tag of OpenStreetMap, else by our own code or words."""
    if words in CATEGORIES:
        return words
    value = row.get("osm_typ", "")
    tags = {key: row[key] for key in ("shop", "amenity", "craft", "tourism", "leisure", "office") if row.get(key)}
    guesses = [tags, {"amenity": value}, {"shop": value}] if value else [tags]
    exact = (category_of_tags(one) for one in guesses)
    by_words = OF_WORDS.get(slugify(words)) or _by_label(words)
    if by_words or "titel" in row:
        return by_words or "markt"
    return next((code for code in exact if code and code != OTHER), OTHER)


def _by_label(words: str) -> str | None:
    return next((code for code, one in CATEGORIES.items() if words and slugify(one.label) == slugify(words)), None)
