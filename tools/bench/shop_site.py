"""An installation with any number of generated shops, where people live: each town has them by its inhabitants."""

import csv
import os
import random
import subprocess
import sys
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from pathlib import Path

from sqlalchemy import select

from app import create_app
from app.core import clock
from app.core.identifiers import public_id
from app.core.rows import add_rows
from app.core.subjects import Subject
from app.core.text import sort_key
from app.core.transaction import transaction
from app.extensions import db
from app.places.models import Place
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
WRITTEN = "ready-2"
"""Name of the mark that a site is filled; another one when the figures of its shops change."""
KINDS = (
    ("restaurant", 14, ("Gasthaus", "Ristorante", "Zum")),
    ("mode", 13, ("Modehaus", "Schuhhaus", "Juwelier")),
    ("lebensmittel", 11, ("Feinkost", "Metzgerei", "Hofladen")),
    ("schoenheit", 10, ("Friseur", "Salon", "Parfümerie")),
    ("cafe", 9, ("Café", "Eiscafé", "Rösterei")),
    ("baeckerei", 8, ("Bäckerei", "Konditorei", "Backhaus")),
    ("gesundheit", 8, ("Apotheke", "Optik", "Sanitätshaus")),
    ("imbiss", 7, ("Imbiss", "Grill", "Döner")),
    ("kiosk", 6, ("Kiosk", "Späti", "Lotto")),
    ("wohnen", 5, ("Möbel", "Leuchten", "Haushaltswaren")),
    ("buecher", 4, ("Buchhandlung", "Papeterie", "Bücherstube")),
    ("geschenke", 3, ("Spielwaren", "Galerie", "Töpferei")),
    ("kultur", 1, ("Theater", "Kino", "Kleinkunst")),
    ("club", 1, ("Club", "Jazzkeller", "Tanzlokal")),
)
"""Category, weight as in a town's streets, and how such shops are called."""
FAMILIES = ("Ahorn", "Becker", "Çelik", "Dietrich", "Engel", "Fuchs", "Götz", "Huber", "Ivanov", "Jansen", "Kranich",
    "Linde", "Müller", "Nowak", "Öztürk", "Pohl", "Rossi", "Schäfer", "Thies", "Ulmer", "Vogt", "Weiß", "Yıldız",
    "Zimmermann")  # fmt: skip


Town = tuple[float, float, int, str]
Kind = tuple[str, int, tuple[str, ...]]


@dataclass(frozen=True)
class ShopSite:
    place: Path

    @property
    def environment(self) -> dict[str, str]:
        return {"INSTANCE_PATH": str(self.place), "SECRET_KEY": SECRET, "FLASK_APP": "wsgi", "DATABASE_URL": ""}

    def prepare(self, shops: int) -> None:
        """Fill it once; later runs use it again."""
        ready = self.place / WRITTEN
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
def _towns() -> list[tuple[float, float, int, str]]:
    """Latitude, longitude, inhabitants, name."""
    with TOWNS.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["lat"]]
    return [(float(row["lat"]), float(row["lon"]), int(row["einwohner"] or 0), row["name"]) for row in rows]


@cache
def _place_ids() -> dict[tuple[float, float], int]:
    query = select(Place.id, Place.lat, Place.lon).where(Place.level == "gemeinde")
    return {(row.lat, row.lon): row.id for row in db.session.execute(query)}


def _write(ids: range) -> None:
    """One in eight has somebody, half of those can be helped; of the others half have hours the city confirmed."""
    chance = random.Random(ids.start)
    towns = chance.choices(_towns(), [one[2] for one in _towns()], k=len(ids))
    kinds = chance.choices(KINDS, [weight for _, weight, _ in KINDS], k=len(ids))
    with transaction():
        made = list(zip(ids, towns, kinds, strict=True))
        add_rows(Subject, [_subject(*one, chance) for one in made])
        shops = [_shop(*one, chance) for one in made]
        add_rows(Shop, shops)
        claimed = [one["id"] for one in shops if one["claimed_at"] is not None]
        rows = [{"shop_id": one, "kind": chance.choice(list(HELPS))} for one in claimed if chance.random() < 0.5]
        add_rows(ShopHelp, rows)
        keep(ids)


def _subject(number: int, town: Town, kind: Kind, chance: random.Random) -> dict[str, object]:
    now = clock.now()
    title = f"{chance.choice(kind[2])} {chance.choice(FAMILIES)} {chance.choice(('', town[3], 'am Markt'))}".strip()
    named = {"title": title, "slug": f"laden-{number}", "sort_key": sort_key(title), "summary": ""}
    dates = {"created_at": now, "changed_at": now, "published_at": now - timedelta(minutes=number - FIRST_ID)}
    state = {"state": "published", "visibility": "public", "origin": "offene_daten", "lang": "de", "version": 1}
    place: dict[str, object] = {"place_id": _place_ids().get(town[:2]), "card": {}}
    return {"id": number, "public_id": public_id(), "kind": SHOP, **named, **dates, **state, **place}


def _shop(number: int, town: Town, kind: Kind, chance: random.Random) -> dict[str, object]:
    lat, lon = chance.gauss(town[0], SPREAD[0]), chance.gauss(town[1], SPREAD[1])
    now = clock.now()
    has_somebody, is_open = chance.random() < 0.125, chance.random() < 0.5
    place = {"lat": lat, "lon": lon, "street": "Hauptstraße", "house_number": str(number % 90 + 1)}
    said = {"hours_confirmed_at": now, "hours_confirmed_by": "city", "opening_hours": "24/7"}
    opened = {"open_from": now - timedelta(hours=1), "open_to": now + timedelta(days=300), **said} if is_open else {}
    texts = dict.fromkeys(("story_md", "story_html", "hours_text", "phone", "email", "website", "online_shop"), "")
    more = dict.fromkeys(("delivery_text", "wheelchair_text", "hours_confirmed_by", "confirmed_by", "postcode"), "")
    facts = {"category": kind[0], "wheelchair": chance.choice(["", "", "yes", "limited", "no"])}
    closed = dict.fromkeys(("open_from", "open_to", "hours_confirmed_at", "opening_hours"))
    somebody = {"claimed_at": now if has_somebody else None}
    rest: dict[str, object] = {"renderer_version": 0, "city": town[3], "delivers": False, "social": [], **somebody}
    return {"id": number, **place, **closed, **texts, **more, **facts, **rest, **opened}
