"""Reading the register of municipalities and the list of postcodes: line by line, each refusal with its reason.

Columns of the register (CSV, comma or semicolon, UTF-8): ags, name, kreis_schluessel, kreis, kreis_typ,
land_schluessel, land; if there, also zusatz, typ, einwohner, flaeche_km2, plz_verwaltungssitz, lat, lon,
verstaedterung.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from app.core.csv_lines import Problem, Refused, read_table
from app.places.classes import STATE_BY_KEY
from app.places.towns import CITY_OF_ITS_OWN

MOST_POPULATION = 20_000_000
NEEDED = ("ags", "name", "kreis_schluessel", "kreis", "kreis_typ", "land_schluessel", "land")
POSTCODE_NEEDED = ("plz", "ags")
OWN_DISTRICT = ("Kreisfreie Stadt", "Stadtkreis")


@dataclass(frozen=True)
class Entry:
    """One municipality of the register; None and "" mean unknown."""

    key: str
    name: str
    suffix: str = ""
    type: str = ""
    district_key: str = ""
    district: str = ""
    state_key: str = ""
    population: int | None = None
    area_km2: float | None = None
    postcode: str = ""
    lat: float | None = None
    lon: float | None = None
    urbanisation: str = ""


def read_register(stream: BinaryIO) -> Iterator[Entry | Problem]:
    """One entry or one problem per line; a key that was there before is a problem."""
    seen: dict[str, int] = {}
    for number, row in read_table(stream, NEEDED):
        if isinstance(row, Problem):
            yield row
            continue
        try:
            entry = entry_of(row)
        except Refused as refusal:
            yield Problem(number, str(refusal))
            continue
        first = seen.setdefault(entry.key, number)
        same = f"Der Schlüssel {entry.key} steht schon in Zeile {first}."
        yield entry if first == number else Problem(number, same)


def read_postcodes(stream: BinaryIO) -> Iterator[tuple[int, str, str] | Problem]:
    """(line, postcode, key of the municipality) or a problem per line."""
    for number, row in read_table(stream, POSTCODE_NEEDED):
        if isinstance(row, Problem):
            yield row
        elif not re.fullmatch(r"\d{5}", row["plz"]) or not re.fullmatch(r"\d{8}", row["ags"]):
            yield Problem(number, "Erwartet werden eine Postleitzahl mit fünf und ein Schlüssel mit acht Ziffern.")
        else:
            yield number, row["plz"], row["ags"]


def entry_of(row: dict[str, str]) -> Entry:
    """The entry of one row, columns as in the register. Raises Refused."""
    key, name = row["ags"], row["name"]
    if not re.fullmatch(r"\d{8}", key):
        raise Refused(f"Der Gemeindeschlüssel „{key[:20]}“ hat nicht acht Ziffern.")
    if not name or len(name) > 120:
        raise Refused("Der Name fehlt oder hat mehr als 120 Zeichen.")
    if key[:2] not in STATE_BY_KEY or row["land_schluessel"] != key[:2]:
        raise Refused(f"Das Land „{row['land_schluessel'][:20]}“ passt nicht zum Schlüssel {key}.")
    if row["kreis_schluessel"] != key[:5]:
        raise Refused(f"Der Kreis „{row['kreis_schluessel'][:20]}“ passt nicht zum Schlüssel {key}.")
    return Entry(
        key=key,
        name=name,
        suffix=row.get("zusatz", "")[:120],
        type=row.get("typ", "")[:60],
        district_key=key[:5] if row["kreis"] else "",
        district=district_name(row["kreis"], row["kreis_typ"])[:120],
        state_key=key[:2],
        population=_whole(row.get("einwohner", "")),
        area_km2=_decimal(row.get("flaeche_km2", ""), "Fläche", 0.001, 100_000),
        postcode=_digits(row.get("plz_verwaltungssitz", ""), 5, "Postleitzahl"),
        lat=_decimal(_not_zero(row.get("lat", "")), "Breite", 47, 55.2),
        lon=_decimal(_not_zero(row.get("lon", "")), "Länge", 5.5, 15.5),
        urbanisation=_digits(row.get("verstaedterung", ""), 2, "Verstädterung"),
    )


def district_name(name: str, kind: str) -> str:
    """ "Kelheim", "Landkreis" → "Landkreis Kelheim"; a city of its own → "kreisfreie Stadt"."""
    if kind in OWN_DISTRICT:
        return CITY_OF_ITS_OWN
    return name if "kreis" in name.lower() or "region" in name.lower() or not kind else f"{kind} {name}"


def _whole(text: str) -> int | None:
    if not text:
        return None
    if not re.fullmatch(r"\d{1,9}", text) or int(text) > MOST_POPULATION:
        raise Refused(f"Die Einwohnerzahl „{text[:20]}“ ist keine ganze Zahl von 0 bis 20 Millionen.")
    return int(text)


def _decimal(text: str, what: str, low: float, high: float) -> float | None:
    if not text:
        return None
    number = float(text.replace(",", ".")) if re.fullmatch(r"-?\d{1,9}([.,]\d{1,12})?", text) else None
    if number is None or not low <= number <= high:
        raise Refused(f"{what} „{text[:20]}“ ist keine Zahl von {low:g} bis {high:g}.")
    return number


def _not_zero(text: str) -> str:
    """The register writes 0.00000 where it knows no coordinate."""
    return text if text.strip("0.,") else ""


def _digits(text: str, count: int, what: str) -> str:
    if text and not re.fullmatch(rf"\d{{{count}}}", text):
        raise Refused(f"{what} „{text[:20]}“ hat nicht {count} Ziffern.")
    return text
