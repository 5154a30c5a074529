"""What lists show of a talk beside title and summary; stored in Subject.card with every change."""

from collections.abc import Mapping
from typing import Any

from app.webtalks import times
from app.webtalks.models import Webtalk

LABELS: Mapping[str, tuple[str, str]] = {
    "cancelled": ("Abgesagt", "danger"),
    "moved": ("Verschoben", "warning"),
    "recap": ("Mit Rückblick", "info"),
    "series": ("Teil einer Reihe", "neutral"),
    "members": ("Für Mitglieder", "neutral"),
    "municipalities": ("Für verifizierte Kommunen", "neutral"),
    "invited": ("Nur mit Einladung", "neutral"),
}
"""Codes for SubjectType.labels: German text and badge kind."""


def card_for(talk: Webtalk) -> dict[str, Any]:
    meta = [times.span(talk.starts_at, talk.ends_at)] if talk.starts_at and talk.ends_at else []
    labels = ["cancelled"] if talk.is_cancelled else ["moved"] if talk.moved_from else []
    if talk.recap_at is not None:
        labels.append("recap")
    if talk.series_id is not None:
        labels.append("series")
    if talk.admission != "public":
        labels.append(talk.admission)
    return {"meta": meta, "labels": labels}
