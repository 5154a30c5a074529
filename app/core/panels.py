"""Pages lend places: a page offers a named panel, other features fill it."""

from collections.abc import Callable, Mapping
from typing import Any

from flask import current_app
from markupsafe import Markup

from app.core import clock
from app.core.remembered import remembered


def panel(name: str, subject: Any = None) -> Markup:
    """The HTML that all features give for the named panel. A panel that fails is left out, and logged."""
    parts = []
    for render in current_app.extensions["ortskern"].panels.get(name, ()):
        try:
            parts.append(render(subject))
        except Exception:
            current_app.logger.exception("panel %s failed", name)
    return Markup("\n").join(Markup(part) for part in parts)


def drawn_once(draw: Callable[[Any], str]) -> Callable[[Any], str]:
    """A panel alike for every reader: drawn once per thing, until the next write, and for the present minute.

    The minute is for what passes by itself, like a talk that has begun; kept guest pages last as long.
    """

    def panel_of(thing: Any) -> str:
        minute = int(clock.now().timestamp() // 60)
        return remembered(("panel", draw.__module__, draw.__name__, thing.id, minute), lambda: draw(thing))

    return panel_of


def together(*several: Mapping[str, Callable[[Any], str]]) -> dict[str, Callable[[Any], str]]:
    """The panels of a feature's parts as one mapping; where several fill the same place, one below the other."""
    by_name: dict[str, list[Callable[[Any], str]]] = {}
    for panels in several:
        for name, render in panels.items():
            by_name.setdefault(name, []).append(render)
    return {name: _row_of(renders) for name, renders in by_name.items()}


def _row_of(renders: list[Callable[[Any], str]]) -> Callable[[Any], str]:
    return renders[0] if len(renders) == 1 else lambda thing: "\n".join(render(thing) for render in renders)
