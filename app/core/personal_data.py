"""What an installation knows of one person, gathered from all features; and what stands in the way of leaving."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import current_app

Export = Callable[[int], Any]


@dataclass(frozen=True)
class Objection:
    """text: a German sentence that says what to do first. url: where that is done."""

    text: str
    url: str = ""


Objector = Callable[[int], list[Objection]]


def export_of(user_id: int) -> dict[str, Any]:
    """All parts by name; plain values that JSON can say (moments as ISO text)."""
    exports = current_app.extensions["ortskern"].exports
    return {name: export(user_id) for name, export in exports.items()}


def objections_to_leaving(user_id: int) -> list[Objection]:
    """What the person must settle before; empty when nothing is in the way."""
    objectors = current_app.extensions["ortskern"].objections
    return [one for objector in objectors for one in objector(user_id)]
