"""Announcing a recording (the host), and one's own consent (everybody)."""

from typing import Any

from flask import Blueprint, Response, flash, make_response, redirect, render_template, request

from app.core.guards import allow
from app.core.permissions import who
from app.webtalks import queries, times
from app.webtalks.forms.small import EmptyForm
from app.webtalks.kinds import WEBTALK
from app.webtalks.models import Webtalk
from app.webtalks.permissions import WebtalkAction
from app.webtalks.recording import services
from app.webtalks.recording.forms import RecordingForm
from app.webtalks.recording.queries import count_of, notice_of, own_consents
from app.webtalks.recording.words import default_words
from app.webtalks.services.scheduling import NotReady

bp = Blueprint("webtalk_recording", __name__)
NO_WORDS = "Bitte schreiben Sie, was die Leute vorher lesen sollen."


@bp.route("/webtalks/<slug>/aufzeichnung", methods=["GET", "POST"])
@allow(WebtalkAction.VIEW, load=queries.find_talk, moved=WEBTALK)
def own(talk: Webtalk) -> Response:
    """The words, what the reader said to them, and the button to take it back."""
    signed = request.args.get("platz", "")
    said = own_consents(talk.id, who(), signed)
    if EmptyForm().validate_on_submit():
        services.revoke(talk, [one.id for one in said])
        flash("Ihre Einwilligung ist zurückgenommen. Eine Aufzeichnung dieses Webtalks ist nicht mehr zu sehen.")
        return redirect(request.full_path.rstrip("?"), 303)  # type: ignore[return-value]
    values = {"notice": notice_of(talk.id), "said": said, "query": f"?platz={signed}" if signed else ""}
    answer = make_response(render_template("webtalks/recording/own.html", **values, **_about(talk)))
    answer.headers.update({"Cache-Control": "no-store", "Referrer-Policy": "same-origin"})
    return answer


@bp.route("/webtalks/<slug>/aufzeichnung/ankuendigen", methods=["GET", "POST"])
@allow(WebtalkAction.EDIT, load=queries.find_talk)
def announce(talk: Webtalk) -> Any:
    notice, owner = notice_of(talk.id), queries.owner_of(talk)
    words = notice.text if notice is not None else default_words(talk, owner.title if owner else "")
    form = RecordingForm(data={"is_on": notice is not None, "text": words})
    if form.validate_on_submit() and _announced(talk, form):
        return redirect(talk.subject.address, 303)
    values = {"form": form, "notice": notice, "count": count_of(talk.id), "is_open": services.may_announce(talk)}
    page = render_template("webtalks/recording/announce.html", **values, **_about(talk))
    return page, 422 if form.is_submitted() else 200


def _announced(talk: Webtalk, form: RecordingForm) -> bool:
    if not form.is_on.data:
        services.call_off(talk, actor=who())
        flash("Dieser Webtalk wird nicht aufgezeichnet.")
        return True
    if not form.text.data:
        form.text.errors = [NO_WORDS]
        return False
    try:
        services.announce(talk, form.text.data, actor=who())
    except NotReady as problem:
        form.is_on.errors = list(problem.sentences)
        return False
    flash("Gespeichert. Wer in den Raum kommt, wird vorher gefragt.")
    return True


def _about(talk: Webtalk) -> dict[str, Any]:
    when = times.span(talk.starts_at, talk.ends_at) if talk.starts_at and talk.ends_at else ""
    return {"talk": talk, "subject": talk.subject, "when": when, "robots": "noindex"}
