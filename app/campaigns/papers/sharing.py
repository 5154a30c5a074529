"""Pictures, words and a poster to pass a campaign on."""

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from flask import current_app

from app.campaigns import window
from app.campaigns.kinds import COMING, OVER
from app.campaigns.models import Campaign
from app.campaigns.queries.finding import around
from app.campaigns.queries.totals import total_of
from app.core.formats import german_date, number
from app.core.text import excerpt
from app.core.typesetting import drawn, qr_code
from app.shops.kinds import HELPS
from app.support.words import money

FOLDER = Path(__file__).parent
PICTURE, POSTER = FOLDER / "picture.typ", FOLDER / "poster.typ"
PAPERS = ("a4", "a3")
LONGEST_TITLE, LONGEST_SUMMARY = 120, 220


@dataclass(frozen=True)
class Size:
    """width, height: pixels. use: where it fits."""

    label: str
    width: int
    height: int
    use: str


SIZES = {
    "quadrat": Size("Quadrat", 1080, 1080, "für Beiträge in sozialen Netzen"),
    "quer": Size("Querformat", 1200, 630, "für Links, Websites und Newsletter"),
    "hoch": Size("Hochformat", 1080, 1920, "für Storys und Bildschirme im Rathaus"),
}


def texts_of(campaign: Campaign) -> dict[str, Any]:
    """What stands on pictures and poster."""
    settings, place = current_app.config["SETTINGS"], around(campaign)
    address = f"{settings.base_url}{campaign.subject.address}"
    town = place.place_name if place else ""
    kicker = f"Hilfsaktion in {town}" if town else "Hilfsaktion"
    return {
        "kicker": f"{kicker} (erfunden)" if campaign.subject.origin == "demo" else kicker,
        "title": excerpt(campaign.subject.title, LONGEST_TITLE),
        "summary": excerpt(campaign.subject.summary, LONGEST_SUMMARY),
        "when": _when(campaign),
        "qr": qr_code(address),
        "address": address,
        "shown": address.removeprefix("https://").removeprefix("http://"),
    }


def _when(campaign: Campaign) -> str:
    if campaign.is_called_off:
        return "Abgesagt"
    if campaign.phase == OVER or campaign.ends_at is None:
        return ""
    if campaign.phase == COMING:
        return f"Ab {german_date(campaign.starts_at)}"
    return f"Bis {window.last_day(campaign.ends_at)}"


def picture_of(campaign: Campaign, size: Size) -> bytes:
    """PNG; the same texts are drawn once per process."""
    data = {**texts_of(campaign), "width": size.width, "height": size.height}
    data["call"] = "Zum Rückblick" if campaign.phase == OVER else "Mitmachen und helfen"
    return _drawn(json.dumps(data, sort_keys=True))


@lru_cache(maxsize=48)
def _drawn(data: str) -> bytes:
    return drawn(PICTURE, json.loads(data))


def alt_of(campaign: Campaign) -> str:
    """The alternative text of the pictures, to be copied with them."""
    texts = texts_of(campaign)
    parts = (f"{texts['kicker']}: {texts['title']}", texts["summary"], texts["when"])
    words = " ".join(f"{part.rstrip('.!?')}{part[-1] if part[-1] in '.!?' else '.'}" for part in parts if part)
    return f"{words} Mit QR-Code zu {texts['shown']}."


def poster_data(campaign: Campaign, paper: str) -> dict[str, Any]:
    """paper: one of PAPERS."""
    site = current_app.config["SETTINGS"].site_name
    helps = [HELPS[code] for code in campaign.helps if code in HELPS]
    foot = f"Der Code führt nur auf die Seite bei {site}. Bezahlt wird dort nichts von allein."
    return {**texts_of(campaign), "paper": paper, "helps": helps, "site": site, "foot": foot}


def words_of(campaign: Campaign) -> list[tuple[str, str, str]]:
    """(label, where it fits, text) to copy."""
    texts, place = texts_of(campaign), around(campaign)
    town = place.place_name if place else "Unsere Stadt"
    who = (place.owner_name if place else "") or town
    when = window.words(campaign.starts_at, campaign.over_at)
    told = _told(campaign)
    short = f"{texts['title']} – {texts['summary']} {texts['address']}"
    calls = "rief" if campaign.phase == OVER else "ruft"
    long = (
        f"{texts['summary']}\n\n{who} {calls} unter dem Titel „{texts['title']}“ {when} zur Hilfe für Läden auf. Auf "
        f"der Seite stehen alle Läden, die mitmachen, und wie man ihnen hilft: direkt, mit einem Gutschein oder indem "
        f"man hingeht. Das Geld geht an die Läden selbst.{told}\n\n{texts['address']}"
    )
    press = (
        f"{town}: {texts['title']}\n\n{texts['summary']}\n\n{town}. {who} {calls} {when} zur Hilfe für Läden auf. Wer "
        f"helfen will, findet auf einer Karte alle Läden, die mitmachen. Überwiesen wird unmittelbar an den Laden; "
        f"gezählt wird nur, was die Läden als eingegangen bestätigen.{told}\n\nMehr: {texts['address']}\n"
        f"Fragen an: {campaign.contact}"
    )
    return [
        ("Kurz", "für soziale Netze", short),
        ("Länger", "für Newsletter, Website und Amtsblatt", long),
        ("Für die Presse", "als Anfang einer Mitteilung", press),
    ]


def _told(campaign: Campaign) -> str:
    total = total_of(campaign)
    if not total.cents:
        return ""
    paid = "einer Zahlung" if total.payments == 1 else f"{number(total.payments)} Zahlungen"
    return f" Bisher haben die Läden {money(total.cents)} aus {paid} bestätigt."
