"""The questions of a talk for those who take part. Works by forms and reload; with script the list renews itself."""

from typing import Any

from flask import Blueprint, Response, abort, flash, make_response, redirect, render_template, request

from app.core.guards import allow
from app.core.kept_forms import to_log_in
from app.core.permissions import allows, who
from app.webtalks.agenda import place_now, points_of
from app.webtalks.kinds import WEBTALK
from app.webtalks.live import queries, services
from app.webtalks.live.forms import QuestionForm
from app.webtalks.live.models import Question
from app.webtalks.live.pages import about, fresh, kept_nowhere, page_number, query, signed, ways
from app.webtalks.live.polls.queries import polls_of
from app.webtalks.live.takers import Taker, taker_of, takes_questions
from app.webtalks.models import Webtalk
from app.webtalks.permissions import WebtalkAction
from app.webtalks.queries import find_talk

bp = Blueprint("webtalk_questions", __name__)
CLOSED = "Zu diesem Webtalk kann man nichts mehr fragen und nicht mehr abstimmen."
BASE = "/webtalks/<slug>/fragen"


@bp.get(BASE)
@allow(WebtalkAction.VIEW, load=find_talk, moved=WEBTALK)
def questions(talk: Webtalk) -> Response:
    taker = taker_of(talk, who(), signed())
    return _page(talk, taker, QuestionForm())


@bp.post(BASE)
@allow(WebtalkAction.VIEW, load=find_talk)
def ask(talk: Webtalk) -> Any:
    taker, form = _taker(talk), QuestionForm()
    if not form.validate_on_submit():
        return _page(talk, taker, form, 422)
    if takes_questions(talk):
        services.ask(talk.id, form.text.data or "", taker, is_anonymous=form.is_anonymous.data)
        flash("Ihre Frage steht auf der Seite. Andere können jetzt dafür stimmen.")
    return _back(talk)


@bp.get(f"{BASE}/stand")
@allow(WebtalkAction.VIEW, load=find_talk)
def state(talk: Webtalk) -> Response:
    """The list as HTML, asked every three seconds. While nothing has changed: the talk, its counter, and 304."""
    answer = fresh(talk, _view(talk))
    if answer.status_code == 304:
        return answer
    taker = taker_of(talk, who(), signed()) or abort(403)
    answer.set_data(render_template("webtalks/live/_state.html", **_list(talk, taker)))
    return answer


@bp.post(f"{BASE}/<public_id>/stimme")
@allow(WebtalkAction.VIEW, load=lambda slug, public_id: find_talk(slug))
def vote(talk: Webtalk) -> Any:
    taker, question = _taker(talk), _question(talk)
    if takes_questions(talk):
        services.vote(question, taker, up=request.form.get("zurueck") != "1")
    return _back(talk, f"#frage-{(request.view_args or {})['public_id']}")


@bp.post(f"{BASE}/<public_id>/zuruecknehmen")
@allow(WebtalkAction.VIEW, load=lambda slug, public_id: find_talk(slug))
def take_back(talk: Webtalk) -> Any:
    taker, question = _taker(talk), _question(talk)
    if not taker.is_of(question):
        abort(403)
    services.take_back(question)
    flash("Ihre Frage ist gelöscht.")
    return _back(talk)


def _taker(talk: Webtalk) -> Taker:
    """Who takes part; anybody else is sent to log in, or refused."""
    found = taker_of(talk, who(), signed())
    if found is None:
        abort(to_log_in() if who().is_guest else 403)
    return found


def _question(talk: Webtalk) -> Question:
    """What is hidden is not there."""
    found = queries.find_question(talk.id, (request.view_args or {})["public_id"])
    return found if found is not None and found.state != "hidden" else abort(404)


def _page(talk: Webtalk, taker: Taker | None, form: QuestionForm, status: int = 200) -> Response:
    listed = _list(talk, taker) if taker else {}
    page = {"form": form, "taker": taker, "may_lead": allows(who(), WebtalkAction.LEAD, talk)}
    page["may_moderate"] = allows(who(), WebtalkAction.MODERATE, talk)
    html = render_template("webtalks/live/questions.html", **{**about(talk, _view(talk)), **listed, **page})
    return kept_nowhere(make_response(html, status))


def _list(talk: Webtalk, taker: Taker) -> dict[str, Any]:
    points = points_of(talk)
    return {
        "board": queries.board_of(talk.id, taker, page_number()),
        "polls": polls_of(talk.id, taker),
        "poll_base": f"{talk.subject.address}/umfragen",
        "points": points,
        "place": place_now(points),
        "base": f"{talk.subject.address}/fragen",
        **ways(),
        "is_open": takes_questions(talk),
    }


def _view(talk: Webtalk) -> str:
    """The page changes with the agenda, too."""
    return f"fragen-{place_now(points_of(talk))}"


def _back(talk: Webtalk, anchor: str = "") -> Any:
    if not takes_questions(talk):
        flash(CLOSED, "warning")
    return redirect(f"{talk.subject.address}/fragen{query()}{anchor}", 303)
