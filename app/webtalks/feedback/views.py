"""The form for those who had a seat, and the sums for the host."""

from typing import Any

from flask import Blueprint, Response, abort, make_response, redirect, render_template, request

from app.core.guards import allow
from app.core.kept_forms import to_log_in
from app.core.permissions import allows, who
from app.webtalks import times
from app.webtalks.attending import seat_of
from app.webtalks.feedback import queries, services
from app.webtalks.feedback.forms import FeedbackForm
from app.webtalks.feedback.words import OPEN_FOR, USABLE_QUESTION, USEFUL_QUESTION
from app.webtalks.kinds import WEBTALK
from app.webtalks.live.pages import kept_nowhere, query, signed
from app.webtalks.models import Registration, Webtalk
from app.webtalks.permissions import WebtalkAction
from app.webtalks.queries import find_talk

bp = Blueprint("webtalk_feedback", __name__)
ADDRESS = "/webtalks/<slug>/rueckmeldung"


@bp.get(ADDRESS)
@allow(WebtalkAction.VIEW, load=find_talk, moved=WEBTALK)
def form(talk: Webtalk) -> Response:
    return _page(talk, seat_of(talk, who(), signed()), FeedbackForm())


@bp.post(ADDRESS)
@allow(WebtalkAction.VIEW, load=find_talk)
def give(talk: Webtalk) -> Any:
    seat, given = seat_of(talk, who(), signed()), FeedbackForm()
    if seat is None:
        abort(to_log_in() if who().is_guest else 403)
    if not given.validate_on_submit():
        return _page(talk, seat, given, 422)
    if queries.takes_feedback(talk):
        answers = {"useful": given.useful.data, "usable": given.usable.data, "text": given.text.data or ""}
        services.answer(talk.id, seat.id, **answers)
    return redirect(f"{talk.subject.address}/rueckmeldung{query()}", 303)


@bp.get(f"{ADDRESS}/ergebnis")
@allow(WebtalkAction.LEAD, load=find_talk)
def result(talk: Webtalk) -> Response:
    shown = {"result": queries.result_of(talk.id), "questions": (USEFUL_QUESTION, USABLE_QUESTION)}
    return kept_nowhere(make_response(render_template("webtalks/feedback/result.html", **_about(talk), **shown)))


def _page(talk: Webtalk, seat: Registration | None, form: FeedbackForm, status: int = 200) -> Response:
    page = {
        "form": form,
        "seat": seat,
        "is_open": queries.takes_feedback(talk),
        "has_answered": seat is not None and queries.has_answered(seat),
        "may_lead": allows(who(), WebtalkAction.LEAD, talk),
        "days": OPEN_FOR.days,
        "action": f"{request.path}{query()}",
    }
    return kept_nowhere(make_response(render_template("webtalks/feedback/form.html", **_about(talk), **page), status))


def _about(talk: Webtalk) -> dict[str, Any]:
    when = times.span(talk.starts_at, talk.ends_at) if talk.starts_at and talk.ends_at else ""
    return {"talk": talk, "subject": talk.subject, "when": when, "robots": "noindex"}
