"""Voting; the poll itself stands on the page of the questions and on the host's large view."""

from typing import Any

from flask import Blueprint, abort, flash, redirect, request

from app.core.guards import allow
from app.core.kept_forms import to_log_in
from app.core.permissions import who
from app.webtalks.live.pages import query, signed
from app.webtalks.live.polls import queries, services
from app.webtalks.live.takers import taker_of, takes_questions
from app.webtalks.models import Webtalk
from app.webtalks.permissions import WebtalkAction
from app.webtalks.queries import find_talk

bp = Blueprint("webtalk_polls", __name__)


@bp.post("/webtalks/<slug>/umfragen/<public_id>/stimme")
@allow(WebtalkAction.VIEW, load=lambda slug, public_id: find_talk(slug))
def vote(talk: Webtalk) -> Any:
    taker = taker_of(talk, who(), signed())
    if taker is None:
        abort(to_log_in() if who().is_guest else 403)
    poll = queries.find_poll(talk.id, (request.view_args or {})["public_id"])
    if poll is None or poll.state == "draft":
        abort(404)
    if poll.state != "open" or not takes_questions(talk):
        flash("Diese Umfrage ist beendet.", "warning")
    else:
        chosen = {int(one) for one in request.form.getlist("antwort") if one.isdecimal() and len(one) < 19}
        if not services.vote(poll, taker, chosen):
            flash("Bitte wählen Sie eine Antwort.", "warning")
    return redirect(f"{talk.subject.address}/fragen{query()}#umfrage", 303)
