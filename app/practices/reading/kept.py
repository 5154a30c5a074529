"""The page of a measure or a case, but for what depends on its reader: asked and drawn once, until the next write."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from flask import abort, current_app
from jinja2.runtime import BlockReference
from markupsafe import Markup

from app.core import clock
from app.core.remembered import is_remembered, remembered
from app.practices.kinds import CASE, PRACTICE
from app.practices.queries.entries import BareEntry, Entry, bare_entry, entry_by_slug
from app.practices.queries.parts import case_parts, practice_parts
from app.practices.reading import page, sharing

PLURALS = {PRACTICE: ("Maßnahmen", "/massnahmen/"), CASE: ("Praxisbeispiele", "/praxisbeispiele/")}


def practice_to_read(slug: str) -> Entry | None:
    return _to_read(PRACTICE, slug)


def case_to_read(slug: str) -> Entry | None:
    return _to_read(CASE, slug)


def _to_read(kind: str, slug: str) -> Entry | None:
    """Of a page known already only what says who may see it, asked anew each time."""
    return bare_entry(kind, slug) if is_remembered(("page", kind, slug)) else entry_by_slug(kind, slug)


def kept_page(found: Entry) -> Mapping[str, Any]:
    """What the templates show of it. found: from one of the two above; the reader may see it.

    once(block): a block of the template that is alike for every reader.
    """
    similar = tuple((found.card or {}).get("similar", ()))  # noted without a new version
    key = (found.id, found.version, similar, clock.today())
    remembered(("page", found.kind, found.slug), lambda: True)
    values = remembered(("page", key), lambda: _values(found))
    return {**values, "once": partial(_drawn, key)}


def _drawn(key: tuple[Any, ...], block: BlockReference) -> Markup:
    return remembered(("drawn", block.name, key), lambda: Markup(block()))


def _values(found: Entry) -> dict[str, Any]:
    entry = entry_by_slug(found.kind, found.slug) if isinstance(found, BareEntry) else found
    return _OF_KIND[found.kind](entry) if entry else abort(404)


def _case(entry: Entry) -> dict[str, Any]:
    parts = case_parts(entry.id, entry.practice_id)
    return {**_common(entry, parts), **page.values_of_case(entry, parts)}


def _practice(entry: Entry) -> dict[str, Any]:
    return {**_common(entry, practice_parts(entry.id)), "facts": page.facts_of_practice(entry)}


_OF_KIND: dict[str, Callable[[Entry], dict[str, Any]]] = {CASE: _case, PRACTICE: _practice}


def _common(entry: Entry, parts: Any) -> dict[str, Any]:
    plural, path = PLURALS[entry.kind]
    pictures = page.pictures(parts)
    trail = [("Start", "/"), (plural, path), (entry.title, entry.address)]
    return {
        "entry": entry,
        "badges": page.badges(entry),
        "pictures": pictures,
        "proofs": page.proofs(parts),
        "topics": page.topics_of(parts),
        "around": page.neighbours(entry, parts),
        "citation": sharing.citation(entry),
        "mail_link": sharing.mail_link(entry),
        "short_address": sharing.short_address(entry),
        "json_ld": sharing.json_ld(entry, pictures, trail),
        "robots": "" if entry.is_open and entry.origin != "demo" else "noindex",
        "canonical_url": current_app.config["SETTINGS"].base_url + entry.address,
        "draft_url": f"{path}entwurf/{entry.public_id}/",
    }
