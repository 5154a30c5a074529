"""Pages lend places: a page offers a named panel, other features fill it."""

from typing import Any

from flask import current_app
from markupsafe import Markup


def panel(name: str, subject: Any = None) -> Markup:
    """The HTML that all features give for the named panel. A panel that fails is left out, and logged."""
    parts = []
    for render in current_app.extensions["ortskern"].panels.get(name, ()):
        try:
            parts.append(render(subject))
        except Exception:
            current_app.logger.exception("panel %s failed", name)
    return Markup("\n").join(Markup(part) for part in parts)
