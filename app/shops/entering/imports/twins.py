"""Whether a row is a shop we have already: same phone, or nearly the same name close by or at the same address.

Never decided alone: what looks like a twin waits for somebody who knows the street.
"""

import math
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

from app.core.text import fold
from app.shops.entering.imports.records import ShopRecord

NEAR_METRES = 150.0
ALIKE = 0.86
_GRID = 0.002  # degrees, a little more than NEAR_METRES
_COMMON = frozenset(("cafe", "restaurant", "bar", "kiosk", "laden", "shop", "store", "imbiss", "apotheke", "markt"))
"""Words that many bear."""

_ORDINALS = frozenset(("i", "ii", "iii"))


@dataclass(frozen=True)
class Known:
    """A shop as it is compared. name_key: folded. address: folded street, number and postcode, or ""."""

    id: int
    name: str
    name_key: str
    address: str
    phone: str
    lat: float | None
    lon: float | None


@dataclass(frozen=True)
class Twin:
    shop_id: int
    reason: str


class KnownShops:
    """All shops there are, findable by neighbourhood, address and phone."""

    def __init__(self, shops: Iterable[Known] = ()) -> None:
        self._near: dict[tuple[int, int], list[Known]] = defaultdict(list)
        self._at: dict[str, list[Known]] = defaultdict(list)
        self._called: dict[str, Known] = {}
        for shop in shops:
            self.add(shop)

    def add(self, shop: Known) -> None:
        if shop.lat is not None and shop.lon is not None:
            self._near[_square(shop.lat, shop.lon)].append(shop)
        if shop.address:
            self._at[shop.address].append(shop)
        if shop.phone:
            self._called.setdefault(shop.phone, shop)

    def twin_of(self, record: ShopRecord) -> Twin | None:
        key, phone = fold(record.name), phone_key(record.phone)
        if phone and phone in self._called:
            shop = self._called[phone]
            return Twin(shop.id, f"Dieselbe Telefonnummer wie „{shop.name}“.")
        for shop in self._at.get(address_key(record.street, record.house_number, record.postcode), ()):
            if alike(key, shop.name_key):
                return Twin(shop.id, f"Ähnlicher Name an derselben Adresse: „{shop.name}“.")
        return self._twin_nearby(record, key)

    def _twin_nearby(self, record: ShopRecord, key: str) -> Twin | None:
        if record.lat is None or record.lon is None:
            return None
        row, column = _square(record.lat, record.lon)
        for square in ((row + down, column + right) for down in (-1, 0, 1) for right in (-1, 0, 1)):
            for shop in self._near.get(square, ()):
                if alike(key, shop.name_key):
                    metres = distance(record.lat, record.lon, shop.lat or 0.0, shop.lon or 0.0)
                    if metres <= NEAR_METRES:
                        return Twin(shop.id, f"Ähnlicher Name, {metres:.0f} m entfernt: „{shop.name}“.")
        return None


def alike(one: str, other: str) -> bool:
    """Folded names: the same, one within the other by whole words that say something, or a slip apart."""
    if one == other:
        return bool(one)
    words, others = set(one.split()), set(other.split())
    if any(word.isdigit() or word in _ORDINALS for word in words ^ others):
        return False
    smaller = min(words, others, key=len)
    if (words <= others or others <= words) and smaller - _COMMON:
        return True
    if not one or not other or one[0] != other[0] or abs(len(one) - len(other)) > 3:
        return False
    return SequenceMatcher(None, one, other).ratio() >= ALIKE


def address_key(street: str, house_number: str, postcode: str) -> str:
    """ "Bahnhofstraße 3 a" and "Bahnhofstr. 3A" are one; empty without street and number."""
    if not street or not house_number:
        return ""
    folded = re.sub(r"str(\.|asse)?\b", "str", fold(street))
    return f"{re.sub(r'[^a-z0-9]', '', folded)}|{re.sub(r'[^a-z0-9]', '', fold(house_number))}|{postcode}"


def phone_key(phone: str) -> str:
    """The last nine digits; shorter numbers say nothing."""
    digits = re.sub(r"\D", "", phone)
    return digits[-9:] if len(digits) >= 8 else ""


def distance(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Metres; exact enough within a town."""
    east = (lon - other_lon) * math.cos(math.radians((lat + other_lat) / 2))
    return math.hypot(lat - other_lat, east) * 111_195


def _square(lat: float, lon: float) -> tuple[int, int]:
    return math.floor(lat / _GRID), math.floor(lon / _GRID)
