"""What stands on the sheet: plain values for poster.typ."""

from typing import Any

from flask import current_app
from sqlalchemy import select

from app.core.text import excerpt
from app.core.typesetting import qr_code
from app.extensions import db
from app.shops.categories import CATEGORIES
from app.shops.kinds import HELPS
from app.shops.models import Shop, ShopHelp

PAPERS = ("a4", "a5")
LONGEST_TITLE, LONGEST_LINE = 120, 110


def poster_data(shop: Shop, paper: str) -> dict[str, Any]:
    """paper: one of PAPERS. The code holds the address of the shop's page and nothing else."""
    settings = current_app.config["SETTINGS"]
    address = f"{settings.base_url}{shop.subject.address}"
    held = set(db.session.scalars(select(ShopHelp.kind).where(ShopHelp.shop_id == shop.id)))
    return {
        "paper": paper,
        "title": excerpt(shop.subject.title, LONGEST_TITLE),
        "line": excerpt(f"{CATEGORIES[shop.category].label} · {shop.address}".rstrip(" ·"), LONGEST_LINE),
        "call": "Öffnungszeiten, Neues und wie Sie uns helfen" if held else "Öffnungszeiten und Neues von uns",
        "helps": [label for code, label in HELPS.items() if code in held],
        "qr": qr_code(address),
        "address": address,
        "shown": address.removeprefix("https://").removeprefix("http://"),
        "foot": f"Der Code führt nur auf unsere Seite bei {settings.site_name}. Bezahlt wird dort nichts von allein.",
        "site": settings.site_name,
    }
