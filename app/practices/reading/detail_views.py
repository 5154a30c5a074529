"""The pages of a measure and of a case, their short addresses, and the case in plain language."""

from typing import Any

import segno
from flask import Blueprint, Response, abort, current_app, redirect, render_template

from app.core.guards import allow
from app.core.permissions import may, who
from app.places.your_town import keep_town, your_town
from app.practices.kinds import CASE, PRACTICE
from app.practices.permissions import PracticeAction
from app.practices.queries.entries import Entry, case_by_slug, entry_by_public_id
from app.practices.questions.queries import last_asked
from app.practices.reading import page, sharing
from app.practices.reading.kept import PLURALS, case_to_read, kept_page, practice_to_read
from app.practices.writing.confirming import waiting_request

bp = Blueprint("practice_pages", __name__)


@bp.get("/massnahmen/<slug>")
@allow(PracticeAction.VIEW, load=practice_to_read, moved=PRACTICE)
def practice(found: Entry) -> Any:
    if found.slug is None:
        return _to_draft(found)
    _note_reading(found)
    return render_template("practices/practice.html", **kept_page(found), list_url=keep_town(PLURALS[PRACTICE][1]))


@bp.get("/praxisbeispiele/<slug>")
@allow(PracticeAction.VIEW, load=case_to_read, moved=CASE)
def case(found: Entry) -> Any:
    if found.slug is None:
        return _to_draft(found)
    _note_reading(found)
    values, yours = kept_page(found), your_town()
    template = "practices/stub.html" if values["entry"].is_stub else "practices/case.html"
    own = {"list_url": keep_town(PLURALS[CASE][1]), **page.values_for_town(values["entry"], yours)}
    return render_template(template, **values, **own, **_already_asked(values["entry"]))


def _already_asked(entry: Entry) -> dict[str, Any]:
    """What the reader has asked for before, so that the page does not offer it as if it were new."""
    question = last_asked(who().id, entry.id) if entry.has_mailbox else None
    of_town = entry.is_vendors and not entry.town_confirmed_at and may(PracticeAction.EDIT, entry)
    return {"question": question, "request_to_town": waiting_request(entry.id) if of_town else None}


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


def _note_reading(found: Entry) -> None:
    if who().has("admin") and not found.is_open:
        current_app.logger.info("audit: admin %s reads %s, which is not public", who().id, found.address)


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
