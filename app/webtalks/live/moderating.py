"""For the site's moderation: every question of a talk, and taking away what breaks the rules."""

from typing import Any

from flask import Blueprint, Response, abort, flash, make_response, redirect, render_template, request

from app.core.guards import allow
from app.core.permissions import who
from app.webtalks.live import queries, services
from app.webtalks.live.pages import about, kept_nowhere, page_number, query
from app.webtalks.models import Webtalk
from app.webtalks.permissions import WebtalkAction
from app.webtalks.queries import find_talk

bp = Blueprint("webtalk_questions_moderated", __name__)
ADDRESS = "/webtalks/<slug>/fragen/moderation"


@bp.get(ADDRESS)
@allow(WebtalkAction.MODERATE, load=find_talk)
def overview(talk: Webtalk) -> Response:
    shown, has_more = queries.all_of(talk.id, page_number())
    page = {**about(talk, "moderation"), "shown": shown, "has_more": has_more, "page": page_number()}
    return kept_nowhere(make_response(render_template("webtalks/live/moderation.html", **page)))


@bp.post(f"{ADDRESS}/<public_id>")
@allow(WebtalkAction.MODERATE, load=lambda slug, public_id: find_talk(slug))
def decide(talk: Webtalk) -> Any:
    question = queries.find_any_question(talk.id, (request.view_args or {})["public_id"]) or abort(404)
    if request.form.get("was") == "entfernen":
        services.remove(question, who())
        flash("Die Frage ist entfernt. Außer der Moderation sieht sie niemand mehr.")
    elif request.form.get("was") == "zeigen":
        services.restore(question, who())
        flash("Die Frage ist wieder da.")
    return redirect(f"{talk.subject.address}/fragen/moderation{query()}", 303)
