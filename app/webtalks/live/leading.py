"""For the host: what is on the list, what is on now, and that in large letters for the screen."""

from typing import Any

from flask import Blueprint, Response, abort, make_response, redirect, render_template, request

from app.core.guards import allow
from app.core.permissions import who
from app.webtalks.agenda import place_now, points_of
from app.webtalks.live import queries, services
from app.webtalks.live.pages import about, fresh, kept_nowhere, page_number, query, ways
from app.webtalks.live.polls.queries import poll_on_screen, voters_of
from app.webtalks.live.takers import Taker
from app.webtalks.live.words import DECISIONS
from app.webtalks.models import Webtalk
from app.webtalks.permissions import WebtalkAction
from app.webtalks.queries import find_talk

bp = Blueprint("webtalk_questions_led", __name__)
LEAD, SCREEN = "/webtalks/<slug>/fragen/leitung", "/webtalks/<slug>/fragen/anzeige"


@bp.get(LEAD)
@allow(WebtalkAction.LEAD, load=find_talk)
def lead(talk: Webtalk) -> Response:
    page = render_template("webtalks/live/lead.html", **about(talk, "leitung"), **_board(talk))
    return kept_nowhere(make_response(page))


@bp.get(f"{LEAD}/stand")
@allow(WebtalkAction.LEAD, load=find_talk)
def lead_state(talk: Webtalk) -> Response:
    return _filled(talk, "leitung", "webtalks/live/_lead.html", _board)


@bp.post(f"{LEAD}/<public_id>")
@allow(WebtalkAction.LEAD, load=lambda slug, public_id: find_talk(slug))
def decide(talk: Webtalk) -> Any:
    """Works as long as the host likes, also when nothing more can be asked."""
    question = queries.find_question(talk.id, (request.view_args or {})["public_id"]) or abort(404)
    state = DECISIONS.get(request.form.get("was", ""))
    if state:
        services.decide(question, state, actor=who())
    return redirect(f"{talk.subject.address}/fragen/leitung{query()}", 303)


@bp.get(SCREEN)
@allow(WebtalkAction.LEAD, load=find_talk)
def screen(talk: Webtalk) -> Response:
    page = render_template("webtalks/live/screen.html", **about(talk, _screen_view(talk)), **_current(talk))
    return kept_nowhere(make_response(page))


@bp.get(f"{SCREEN}/stand")
@allow(WebtalkAction.LEAD, load=find_talk)
def screen_state(talk: Webtalk) -> Response:
    return _filled(talk, _screen_view(talk), "webtalks/live/_screen.html", _current)


def _filled(talk: Webtalk, view: str, template: str, values: Any) -> Response:
    answer = fresh(talk, view)
    if answer.status_code != 304:
        answer.set_data(render_template(template, base=f"{talk.subject.address}/fragen", **ways(), **values(talk)))
    return answer


def _board(talk: Webtalk) -> dict[str, Any]:
    return {"board": queries.board_of(talk.id, Taker(user_id=who().id), page_number(), hidden=True)}


def _current(talk: Webtalk) -> dict[str, Any]:
    """What runs comes first, then the question that is on, then sums that were left standing."""
    poll, question, points = poll_on_screen(talk.id), queries.current_of(talk.id), points_of(talk)
    if poll is not None and question is not None and poll.state != "open":
        poll = None
    return {"poll": poll, "current": question, "points": points, "place": place_now(points)}


def _screen_view(talk: Webtalk) -> str:
    return f"anzeige-{voters_of(talk.id)}-{place_now(points_of(talk))}"
