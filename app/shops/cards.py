"""What lists show of a shop beside name and summary; stored in Subject.card with every change."""

from collections.abc import Mapping
from typing import Any

from app.shops.categories import CATEGORIES
from app.shops.models import Shop

LABELS: Mapping[str, tuple[str, str]] = {
    "unconfirmed": ("Unbestätigter Eintrag", "neutral"),
    "closed": ("Dauerhaft geschlossen", "gestoppt"),
}
"""Codes for SubjectType.labels: German text and badge kind."""


def card_for(shop: Shop) -> dict[str, Any]:
    """Category and street; the town is added by the list itself, and how old the last confirmation is."""
    street = f"{shop.street} {shop.house_number}".strip()
    labels = ["closed"] if shop.is_closed else [] if shop.is_claimed else ["unconfirmed"]
    last = None if shop.is_closed else shop.confirmed_at or shop.claimed_at
    meta = [part for part in (CATEGORIES[shop.category].label, street) if part]
    return {"meta": meta, "labels": labels, "confirmed": last.isoformat() if last else None}
