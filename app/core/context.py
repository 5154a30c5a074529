"""What every template may use."""

from typing import Any
from urllib.parse import quote

from flask import Flask, current_app, request

from app.core import formats, markup, rendering
from app.core.actors import Actor
from app.core.feature import Navigation
from app.core.panels import panel
from app.core.permissions import may, who

LEGAL = (
    ("Impressum", "/impressum"),
    ("Datenschutz", "/datenschutz"),
    ("Nutzungsbedingungen", "/nutzungsbedingungen"),
    ("Barrierefreiheit", "/barrierefreiheit"),
    ("Leichte Sprache", "/leichte-sprache"),
    ("Gutscheine und Widerruf", "/gutscheine"),
    ("Vertrag widerrufen", "/widerruf"),
    ("Datenquellen", "/datenquellen"),
    ("Inhalt melden", "/meldung"),
)


def _navigation() -> list[tuple[str, str, bool]]:
    entries, here = current_app.extensions["ortskern"].navigation, request.path
    return [(one.label, one.path, here.startswith(one.path)) for one in entries]


def menu(name: str) -> list[tuple[str, str, bool]]:
    """(label, path, is the present page) of a named menu, as far as the present person may."""
    entries = current_app.extensions["ortskern"].menus.get(name, [])
    shown = [one for one in entries if one.action is None or may(one.action)]
    return [(one.label, one.path, _is_here(one.path, shown)) for one in shown]


def _is_here(path: str, entries: list[Navigation]) -> bool:
    """True for the longest of the entries' paths that the present address begins with."""
    fitting = [one.path for one in entries if request.path.startswith(one.path)]
    return bool(fitting) and path == max(fitting, key=len)


def _values() -> dict[str, Any]:
    settings = current_app.config["SETTINGS"]
    values: dict[str, Any] = {"settings": settings, "base_url": settings.base_url}
    if request:
        canonical = settings.base_url + quote(request.path)
        values |= {"actor": who(), "navigation": _navigation(), "canonical_url": canonical, "robots": ""}
    else:
        values |= {"actor": Actor(), "navigation": [], "canonical_url": "", "robots": ""}
    return values


def set_up(app: Flask) -> None:
    app.context_processor(_values)
    app.jinja_env.filters.update(formats.FILTERS, rich=markup.stored)
    app.jinja_env.globals.update(may=may, menu=menu, panel=panel, span=formats.span)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    rendering.set_up(app, {"settings": app.config["SETTINGS"], "legal_links": LEGAL})
