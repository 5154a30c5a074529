"""Calendars to load and to subscribe to."""

from typing import Any

from flask import Blueprint, Response, abort, current_app, make_response, redirect, render_template, request

from app.core.guards import allow, public, signed_in
from app.core.permissions import who
from app.extensions import db
from app.topics.queries import topic_choices
from app.webtalks.calendars import feeds
from app.webtalks.calendars.entries import calendar
from app.webtalks.forms.small import EmptyForm
from app.webtalks.models import OwnCalendar, Webtalk
from app.webtalks.permissions import WebtalkAction
from app.webtalks.queries import find_talk

bp = Blueprint("webtalk_calendars", __name__)


@bp.get("/webtalks/kalender.ics")
@public
def every() -> Response:
    """All public talks; ?thema=slug for those of one topic."""
    slug = request.args.get("thema", "")
    title = dict(topic_choices()).get(slug, "") if slug else ""
    if slug and not title:
        abort(404)
    return _file(calendar(feeds.public_entries(slug), _name(f"Webtalks: {title}" if title else "Webtalks")))


@bp.get("/webtalks/<slug>/termin.ics")
@allow(WebtalkAction.VIEW, load=find_talk)
def one(talk: Webtalk) -> Response:
    """One talk, to be opened in the own calendar."""
    if talk.starts_at is None:
        abort(404)
    return _file(calendar([feeds.entry_of(talk)]), "webtalk.ics")


@bp.get("/kalender/<secret>.ics")
@public
def own(secret: str) -> Response:
    """Whoever knows the address is its member, for this calendar and nothing else."""
    user_id = feeds.owner_of(secret) or abort(404)
    answer = _file(calendar(feeds.entries_of(user_id), _name("Meine Webtalks")))
    answer.headers.update({"Cache-Control": "private, no-store", "Referrer-Policy": "no-referrer"})
    return answer


@bp.route("/konto/kalender", methods=["GET", "POST"])
@signed_in
def subscribe() -> Any:
    """A new address is shown once; only its hash is kept."""
    user_id, secret = int(who().id or 0), ""
    if EmptyForm().validate_on_submit():
        if request.form.get("was") == "beenden":
            feeds.end(user_id)
            return redirect("/konto/kalender", 303)
        secret = feeds.renew(user_id)
    address = f"{current_app.config['SETTINGS'].base_url}/kalender/{secret}.ics" if secret else ""
    values = {"feed": db.session.get(OwnCalendar, user_id), "address": address}
    answer = make_response(render_template("webtalks/calendar.html", **values))
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _name(what: str) -> str:
    return f"{current_app.config['SETTINGS'].site_name} {what}"


def _file(data: bytes, name: str = "") -> Response:
    answer = Response(data, mimetype="text/calendar; charset=utf-8")
    if name:
        answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.add_etag()
    return answer.make_conditional(request)  # type: ignore[return-value]
