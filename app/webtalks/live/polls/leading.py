"""For the host: prepare polls, start and end them, show their sums."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, abort, flash, make_response, redirect, render_template, request

from app.core.guards import allow
from app.webtalks.live.pages import about, fresh, kept_nowhere
from app.webtalks.live.polls import queries, services
from app.webtalks.live.polls.forms import PollForm
from app.webtalks.live.polls.models import Poll
from app.webtalks.live.polls.words import MOST_POLLS
from app.webtalks.models import Webtalk
from app.webtalks.permissions import WebtalkAction
from app.webtalks.queries import find_talk

bp = Blueprint("webtalk_polls_led", __name__)
LEAD = "/webtalks/<slug>/umfragen"
TOO_MANY = f"Ein Webtalk hat höchstens {MOST_POLLS} Umfragen. Bitte löschen Sie erst eine."
STEPS: dict[str, Callable[[Poll], Any]] = {
    "starten": services.start,
    "beenden": services.close,
    "zeigen": lambda poll: services.show(poll, "screen"),
    "abnehmen": lambda poll: services.show(poll, "phones"),
    "verbergen": lambda poll: services.show(poll, ""),
    "nochmal": services.ask_again,
    "loeschen": services.remove,
}


@bp.get(LEAD)
@allow(WebtalkAction.LEAD, load=find_talk)
def lead(talk: Webtalk) -> Response:
    return _page(talk, PollForm())


@bp.get(f"{LEAD}/stand")
@allow(WebtalkAction.LEAD, load=find_talk)
def lead_state(talk: Webtalk) -> Response:
    answer = fresh(talk, _view(talk))
    if answer.status_code != 304:
        answer.set_data(render_template("webtalks/live/polls/_lead.html", polls=_polls(talk), base=_base(talk)))
    return answer


@bp.post(LEAD)
@allow(WebtalkAction.LEAD, load=find_talk)
def prepare(talk: Webtalk) -> Any:
    form = PollForm()
    if not form.validate_on_submit():
        return _page(talk, form, 422)
    try:
        services.prepare(talk.id, form.text.data or "", form.option_list, is_multiple=form.is_multiple.data)
    except services.TooManyPolls:
        flash(TOO_MANY, "warning")
        return redirect(_base(talk), 303)
    flash("Die Umfrage ist vorbereitet. Außer Ihnen sieht sie niemand, bis Sie sie starten.")
    return redirect(_base(talk), 303)


@bp.post(f"{LEAD}/<public_id>")
@allow(WebtalkAction.LEAD, load=lambda slug, public_id: find_talk(slug))
def decide(talk: Webtalk) -> Any:
    poll, step = _poll(talk), STEPS.get(request.form.get("was", ""))
    try:
        if step is not None:
            step(poll)
    except services.TooManyPolls:
        flash(TOO_MANY, "warning")
    return redirect(_base(talk), 303)


@bp.route(f"{LEAD}/<public_id>/bearbeiten", methods=["GET", "POST"])
@allow(WebtalkAction.LEAD, load=lambda slug, public_id: find_talk(slug))
def edit(talk: Webtalk) -> Any:
    """A prepared one; what has started stays as it was asked."""
    poll = _poll(talk)
    if poll.state != "draft":
        flash("Die Umfrage hat begonnen. Frage und Antworten bleiben jetzt, wie sie sind.", "warning")
        return redirect(_base(talk), 303)
    stored = {"text": poll.text, "options": "\n".join(queries.option_texts(poll)), "is_multiple": poll.is_multiple}
    form = PollForm(data=stored)
    if form.validate_on_submit():
        services.change(poll, form.text.data or "", form.option_list, is_multiple=form.is_multiple.data)
        return redirect(_base(talk), 303)
    page = {"form": form, "base": _base(talk), "action": f"{_base(talk)}/{poll.public_id}/bearbeiten"}
    html = render_template("webtalks/live/polls/edit.html", **{**about(talk, "umfragen"), **page})
    return kept_nowhere(make_response(html, 422 if form.is_submitted() else 200))


def _poll(talk: Webtalk) -> Poll:
    return queries.find_poll(talk.id, (request.view_args or {})["public_id"]) or abort(404)


def _polls(talk: Webtalk) -> list[queries.ShownPoll]:
    return queries.polls_of(talk.id, None, all_of_them=True)


def _base(talk: Webtalk) -> str:
    return f"{talk.subject.address}/umfragen"


def _view(talk: Webtalk) -> str:
    return f"umfragen-{queries.voters_of(talk.id)}"


def _page(talk: Webtalk, form: PollForm, status: int = 200) -> Response:
    page = {**about(talk, _view(talk)), "form": form, "polls": _polls(talk), "base": _base(talk)}
    return kept_nowhere(make_response(render_template("webtalks/live/polls/lead.html", **page), status))
