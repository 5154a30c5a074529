"""The personal page of the door, the room behind it, and the short word about it for those who wait."""

import hashlib
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from flask import Blueprint, Response, current_app, flash, g, jsonify, make_response, redirect, render_template, request

from app.core.guards import allow
from app.core.permissions import allows, who
from app.webtalks import times
from app.webtalks.agenda import agenda_of
from app.webtalks.jitsi import Jitsi
from app.webtalks.kinds import WEBTALK
from app.webtalks.models import Webtalk
from app.webtalks.permissions import WebtalkAction
from app.webtalks.queries import find_talk
from app.webtalks.recording import gate
from app.webtalks.room import services
from app.webtalks.room.doors import ROLES, Door, door_of
from app.webtalks.room.forms import EnterForm, MeetingForm

bp = Blueprint("webtalk_room", __name__)
OWN_DEVICES = "camera=(self), microphone=(self), display-capture=(), geolocation=(), payment=(), usb=()"


@bp.route("/webtalks/<slug>/raum", methods=["GET", "POST"])
@allow(WebtalkAction.VIEW, load=find_talk, moved=WEBTALK)
def room(talk: Webtalk) -> Response:
    """The token is made at the click and stands on no page before it."""
    door, form = _door(talk), EnterForm()
    valid = form.validate_on_submit()
    needs_name = door.is_open and door.seat is not None and not door.seat.name
    if valid and needs_name and not form.name.data:
        form.name.errors, valid = ["Bitte sagen Sie, wer Sie sind: Die Leitung lässt Sie dann herein."], False
    notice = gate.notice_at(talk, door)
    if valid and notice is not None:
        valid = gate.answered(notice, door, form)
    if valid and door.is_open:
        stays_out = notice is not None and not form.einwilligung.data
        return _enter(talk, door, form, stays_out=stays_out)
    return _at_the_door(talk, door, form, needs_name, notice)


@bp.get("/webtalks/<slug>/raum/stand")
@allow(WebtalkAction.VIEW, load=find_talk)
def state(talk: Webtalk) -> Any:
    """{"version": …}: changes when the page of the door has something else to say. Asked every three seconds."""
    answer = jsonify(version=_version(talk, _door(talk)))
    answer.set_etag(answer.json["version"])  # type: ignore[index]
    answer.headers["Cache-Control"] = "private, no-cache"
    return answer.make_conditional(request)


@bp.route("/webtalks/<slug>/raum/treffpunkt", methods=["GET", "POST"])
@allow(WebtalkAction.EDIT, load=find_talk)
def meeting(talk: Webtalk) -> Any:
    """Another meeting place, at any minute."""
    form = MeetingForm(data={"meeting": talk.meeting, "meeting_url": talk.meeting_url})
    if form.validate_on_submit():
        services.move_meeting(talk, form.meeting.data, form.meeting_url.data or "", actor=who())
        flash("Gespeichert. Wer schon wartet, sieht den neuen Treffpunkt in wenigen Sekunden.")
        return redirect(f"/webtalks/{talk.subject.slug}/raum", 303)
    page = render_template("webtalks/room/meeting.html", form=form, **_about(talk))
    return page, 422 if form.is_submitted() else 200


def _door(talk: Webtalk) -> Door:
    return door_of(talk, who(), request.args.get("platz", ""))


def _at_the_door(talk: Webtalk, door: Door, form: EnterForm, needs_name: bool, notice: Any) -> Response:
    if not needs_name:
        del form.name
    refused = form.is_submitted() and bool(form.errors)
    page = {"form": form, "door": door, "notice": notice, "role": ROLES.get(door.seat.role, "") if door.seat else ""}
    html = render_template("webtalks/room/door.html", version=_version(talk, door), **page, **_about(talk, door))
    return _kept_nowhere(make_response(html, 422 if refused else 200), OWN_DEVICES if door.is_open else "")


def _enter(talk: Webtalk, door: Door, form: EnterForm, *, stays_out: bool = False) -> Response:
    """stays_out: reads along because it is recorded, and is told no way in."""
    assert door.seat is not None
    assert talk.ends_at is not None
    jitsi = _jitsi()
    if door.registration is not None and not (talk.meeting == "jitsi" and jitsi.settings.jitsi_events_secret):
        services.was_there([door.registration.id])
    if form.sitz.data in ("telefon", "mitlesen") or talk.meeting == "link" or not jitsi.is_ready:
        page = {"sitz": form.sitz.data, "stays_out": stays_out, **_about(talk, door)}
        return _kept_nowhere(make_response(render_template("webtalks/room/beside.html", **page)))
    quiet = form.sitz.data == "zuhoeren" and door.seat.role == "participant"
    seat = replace(door.seat, name=door.seat.name or form.name.data or "", **({"role": "listener"} if quiet else {}))
    token = jitsi.token(talk.room_name, seat, talk.ends_at)
    camera = form.sitz.data == "kamera"
    frame = jitsi.frame(talk.room_name, token, seat, camera=camera, title=talk.subject.title)
    values = {
        "frame": frame,
        "tab": jitsi.address(talk.room_name, token),
        "version": _version(talk, door),
        "door": door,
    }
    html = render_template("webtalks/room/inside.html", role=ROLES[seat.role], **values, **_about(talk, door))
    g.csp = jitsi.csp()
    return _kept_nowhere(make_response(html), jitsi.permissions())


def _kept_nowhere(answer: Response, permissions: str = "") -> Response:
    answer.headers.update({"Cache-Control": "no-store", "Referrer-Policy": "same-origin"})
    if permissions:
        answer.headers["Permissions-Policy"] = permissions
    return answer


def _about(talk: Webtalk, door: Door | None = None) -> dict[str, Any]:
    """Other ways in (meeting_url, dial_in) are told to those who have a seat, never to the lobby."""
    jitsi = _jitsi()
    has_seat = door is not None and door.seat is not None and door.seat.role != "lobby"
    return {
        "talk": talk,
        "subject": talk.subject,
        "when": times.span(talk.starts_at, talk.ends_at) if talk.starts_at and talk.ends_at else "",
        "agenda": agenda_of(talk),
        "video_host": jitsi.domain if jitsi.is_ready else "",
        "meeting_url": talk.meeting_url if has_seat else "",
        "other_host": (urlsplit(talk.meeting_url).hostname or "") if has_seat else "",
        "dial_in": talk.dial_in if has_seat else "",
        "query": f"?platz={request.args['platz']}" if request.args.get("platz") else "",
        "may_edit": allows(who(), WebtalkAction.EDIT, talk),
        "robots": "noindex",
    }


def _version(talk: Webtalk, door: Door) -> str:
    parts = (door.state, door.text, talk.meeting, talk.meeting_url, talk.sequence, talk.starts_at)
    return hashlib.sha256("|".join(map(str, parts)).encode()).hexdigest()[:16]


def _jitsi() -> Jitsi:
    return Jitsi(current_app.config["SETTINGS"])
