"""The pages of a measure and of a case, their short addresses, and the case in plain language."""

from typing import Any

import segno
from flask import Blueprint, Response, abort, current_app, redirect, render_template

from app.core.guards import allow
from app.core.permissions import may, who
from app.places.your_town import keep_town, your_town
from app.practices.kinds import CASE, PRACTICE
from app.practices.permissions import PracticeAction
from app.practices.queries.entries import Entry, case_by_slug, entry_by_public_id, practice_by_slug
from app.practices.queries.parts import case_parts, practice_parts
from app.practices.reading import page, sharing

bp = Blueprint("practice_pages", __name__)
PLURALS = {PRACTICE: ("Maßnahmen", "/massnahmen/"), CASE: ("Praxisbeispiele", "/praxisbeispiele/")}


@bp.get("/massnahmen/<slug>")
@allow(PracticeAction.VIEW, load=practice_by_slug, moved=PRACTICE)
def practice(entry: Entry) -> Any:
    if entry.slug is None:
        return _to_draft(entry)
    parts = practice_parts(entry.id)
    return render_template("practices/practice.html", **_common(entry, parts), facts=page.facts_of_practice(entry))


@bp.get("/praxisbeispiele/<slug>")
@allow(PracticeAction.VIEW, load=case_by_slug, moved=CASE)
def case(entry: Entry) -> Any:
    if entry.slug is None:
        return _to_draft(entry)
    parts, yours = case_parts(entry.id, entry.practice_id), your_town()
    template = "practices/stub.html" if entry.is_stub else "practices/case.html"
    return render_template(template, **_common(entry, parts), **page.values_of_case(entry, parts, yours))


@bp.get("/praxisbeispiele/<slug>/einfache-sprache")
@allow(PracticeAction.VIEW, load=case_by_slug, moved=CASE)
def plain_language(entry: Entry) -> str:
    """The short version in simple words that its people wrote."""
    if not entry.plain_language:
        abort(404)
    paragraphs = [text.strip() for text in entry.plain_language.split("\n\n") if text.strip()]
    return render_template("practices/plain_language.html", entry=entry, paragraphs=paragraphs)


def _to_draft(entry: Entry) -> Any:
    """A draft has no page yet: its own people go to where it is written."""
    shelf = PLURALS[entry.kind][1].strip("/")
    where = "" if may(PracticeAction.EDIT, entry) else "vorschau"
    return redirect(f"/{shelf}/entwurf/{entry.public_id}/{where}", 303)


def _common(entry: Entry, parts: Any) -> dict[str, Any]:
    if who().has("admin") and not entry.is_open:
        current_app.logger.info("audit: admin %s reads %s, which is not public", who().id, entry.address)
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
        "list_url": keep_town(path),
        "draft_url": f"{path}entwurf/{entry.public_id}/",
    }


@bp.get("/k/<public_id>")
@allow(PracticeAction.VIEW, load=entry_by_public_id)
def short(entry: Entry) -> Response:
    """The short address on paper; it outlives every change of title."""
    return redirect(entry.address, 302)  # type: ignore[return-value]


@bp.get("/k/<public_id>/qr.svg")
@allow(PracticeAction.VIEW, load=entry_by_public_id)
def qr_code(entry: Entry) -> Response:
    code = segno.make(sharing.short_address(entry), error="m")
    svg = code.svg_inline(scale=4, border=4, light="#ffffff", dark="#000000", omitsize=False)
    response = Response(svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1), mimetype="image/svg+xml")
    response.headers["Cache-Control"] = "private, max-age=86400"
    return response
