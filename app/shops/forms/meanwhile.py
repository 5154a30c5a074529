"""Who comes later hears what the other has written, and keeps what she typed."""

from collections.abc import Mapping
from typing import Any

from app.core.languages import _, _l
from app.core.merging import Merge
from app.shops.hours.said import hours_said

LABELS = {
    "hours": _l("Öffnungszeiten"),
    "words": _l("In Worten"),
    "phone": _l("Telefon"),
    "website": _l("Website"),
}


def side_by_side(mine: Mapping[str, str], result: Merge) -> list[dict[str, Any]]:
    """label, mine and theirs, in lines, of each part that both have changed."""
    return [
        {"label": LABELS[name], "mine": _said(name, mine[name]), "theirs": _said(name, theirs)}
        for name, theirs in result.conflicts.items()
    ]


def _said(name: str, value: str) -> str:
    if not value:
        return _("(leer)")
    return "\n".join(hours_said(value, "")) if name == "hours" else value
