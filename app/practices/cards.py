"""What lists show of a case beside title and summary: cost, state, and marks a reader should see at once.

Stored in Subject.card when a case is published or imported; lists then draw it without asking any other table.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from app.core import formats

STUB_WORDS = "Beispiel laut Quelle, Angaben fehlen. Waren Sie dabei? Ergänzen Sie es gern."

LABELS: Mapping[str, tuple[str, str]] = {
    "stub": ("Angaben fehlen", "dashed"),
    "idea": ("Noch eine Idee", "info"),
    "stopped": ("Gestoppt", "gestoppt"),
    "town_confirmed": ("Von der Kommune bestätigt", "verifiziert"),
    "town_unconfirmed": ("Von der Kommune nicht bestätigt", "neutral"),
    "measured": ("Vorher und nachher gemessen", "success"),
    "external": ("Extern untersucht", "success"),
}
"""Codes for SubjectType.labels: German text and badge kind."""

_EVIDENCE = {"before_after": "measured", "external": "external"}
_STATUS = {"running": "läuft seit", "finished": "abgeschlossen, begonnen", "stopped": "gestoppt, begonnen"}


def case_card(
    *,
    status: str | None,
    started_on: date | None,
    evidence_level: str,
    is_stub: bool = False,
    cost_cents: tuple[int, int] | None = None,
    town_confirmed: bool | None = None,
    image: tuple[str, str] | None = None,
) -> dict[str, Any]:
    """The card of a case.

    cost_cents: one-off cost from and to; None: unknown. town_confirmed: None for cases that are no vendor's.
    image: address and alternative text.
    """
    labels = ["stub"] if is_stub else _labels(status, evidence_level, town_confirmed)
    card: dict[str, Any] = {"meta": _meta(status, started_on, cost_cents), "labels": labels}
    if image:
        card["image"] = {"url": image[0], "alt": image[1]}
    return card


def _labels(status: str | None, evidence_level: str, town_confirmed: bool | None) -> list[str]:
    labels = [status] if status in ("idea", "stopped") else []
    if town_confirmed is not None:
        labels.append("town_confirmed" if town_confirmed else "town_unconfirmed")
    if evidence_level in _EVIDENCE:
        labels.append(_EVIDENCE[evidence_level])
    return labels


def _meta(status: str | None, started_on: date | None, cost_cents: tuple[int, int] | None) -> list[str]:
    meta = []
    if cost_cents:
        meta.append(f"{formats.span(formats.euro(cost_cents[0]), formats.euro(cost_cents[1]))} einmalig")
    if started_on and status in _STATUS:
        meta.append(f"{_STATUS[status]} {formats.MONTHS[started_on.month - 1]} {started_on.year}")
    return meta
