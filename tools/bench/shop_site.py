"""An installation with any number of generated shops, where people live: each town has them by its inhabitants."""

import csv
import os
import random
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from pathlib import Path

from app import create_app
from app.core import clock
from app.core.identifiers import public_id
from app.core.rows import add_rows
from app.core.subjects import Subject
from app.core.text import sort_key
from app.core.transaction import transaction
from app.shops.categories import CATEGORIES
from app.shops.kinds import HELPS, SHOP
from app.shops.map.keeping import keep
from app.shops.models import Shop, ShopHelp
from config import ROOT, Settings
from tools.bench.site import SECRET

TOWNS = ROOT / "demo/municipalities/gemeinden_de.csv"
AT_ONCE = 2_000
FIRST_ID = 1_000_000
SPREAD = (0.018, 0.028)
"""Degrees of latitude and longitude around the middle of a town."""
NAMES = (
    "Buchhandlung",
    "Café",
    "Bäckerei",
    "Blumen",
    "Theater",
    "Kiosk",
    "Schuhhaus",
    "Galerie",
    "Gasthaus",
    "Radladen",
)


@dataclass(frozen=True)
class ShopSite:
    place: Path

    @property
    def environment(self) -> dict[str, str]:
        return {"INSTANCE_PATH": str(self.place), "SECRET_KEY": SECRET, "FLASK_APP": "wsgi", "DATABASE_URL": ""}

    def prepare(self, shops: int) -> None:
        """Fill it once; later runs use it again."""
        ready = self.place / "ready"
        if ready.exists():
            return
        print(f"Lege {shops} Läden an (nur beim ersten Mal) …", flush=True)
        self.place.mkdir(parents=True, exist_ok=True)
        for command in (["db", "upgrade"], ["places", "import", str(TOWNS)]):
            environment = {**os.environ, **self.environment}
            subprocess.run(
                [sys.executable, "-m", "flask", *command], env=environment, check=True, stdout=subprocess.DEVNULL
            )
        app = create_app(Settings.from_environment(self.environment))
        with app.app_context():
            for start in range(0, shops, AT_ONCE):
                _write(range(FIRST_ID + start, FIRST_ID + min(start + AT_ONCE, shops)))
        ready.touch()


@cache
def spots() -> list[tuple[float, float]]:
    """Latitude and longitude of 1,000 towns, drawn by their inhabitants."""
    return random.Random(3).choices([one[:2] for one in _towns()], [one[2] for one in _towns()], k=1_000)


@cache
def _towns() -> list[tuple[float, float, int]]:
    with TOWNS.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["lat"]]
    return [(float(row["lat"]), float(row["lon"]), int(row["einwohner"] or 0)) for row in rows]


def _write(ids: range) -> None:
    chance = random.Random(ids.start)
    middles = chance.choices([one[:2] for one in _towns()], [one[2] for one in _towns()], k=len(ids))
    with transaction():
        add_rows(Subject, list(_subjects(ids, chance)))
        add_rows(Shop, [_shop(number, middle, chance) for number, middle in zip(ids, middles, strict=True)])
        add_rows(
            ShopHelp, [{"shop_id": one, "kind": chance.choice(list(HELPS))} for one in ids if chance.random() < 0.3]
        )
        keep(ids)


def _subjects(ids: range, chance: random.Random) -> Iterator[dict[str, object]]:
    now = clock.now()
    for number in ids:
        title = f"{chance.choice(NAMES)} {number - FIRST_ID}"
        named = {
            "title": title,
            "summary": "Ein Laden zum Messen.",
            "slug": f"laden-{number}",
            "sort_key": sort_key(title),
        }
        dates = {"created_at": now, "changed_at": now, "published_at": now}
        state = {
            "state": "published",
            "visibility": "public",
            "origin": "mitglied",
            "lang": "de",
            "version": 1,
            "card": {},
        }
        yield {"id": number, "public_id": public_id(), "kind": SHOP, **named, **dates, **state}


def _shop(number: int, middle: tuple[float, float], chance: random.Random) -> dict[str, object]:
    lat, lon = chance.gauss(middle[0], SPREAD[0]), chance.gauss(middle[1], SPREAD[1])
    now = clock.now()
    is_open = chance.random() < 0.5
    place = {"lat": lat, "lon": lon, "street": "Hauptstraße", "house_number": str(number % 90 + 1)}
    said = {"hours_confirmed_at": now, "hours_confirmed_by": "shop"}
    opened = {"open_from": now - timedelta(hours=1), "open_to": now + timedelta(days=300), **said} if is_open else {}
    texts = dict.fromkeys(("story_md", "story_html", "hours_text", "phone", "email", "website", "online_shop"), "")
    more = dict.fromkeys(("delivery_text", "wheelchair_text", "hours_confirmed_by", "confirmed_by", "postcode"), "")
    kind = {"category": chance.choice(list(CATEGORIES)), "wheelchair": chance.choice(["", "yes", "limited", "no"])}
    closed = dict.fromkeys(("open_from", "open_to", "hours_confirmed_at"))
    rest = {"renderer_version": 0, "city": "Musterstadt", "delivers": False, "social": [], "claimed_at": now}
    return {"id": number, **place, **closed, **texts, **more, **kind, **rest, **opened}
