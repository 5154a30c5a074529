"""What the video server asks (may this room open?) and tells (who came); it is known by a bearer secret."""

import hashlib
import hmac
from typing import Any

from flask import Blueprint, Response, abort, current_app, jsonify, request

from app.core import clock, formats
from app.core.guards import public
from app.extensions import csrf
from app.webtalks.jitsi import Jitsi, occupants_in, room_in
from app.webtalks.models import Webtalk
from app.webtalks.room import services
from app.webtalks.room.doors import CLOSES, OPENS_FOR_HOSTS

bp = csrf.exempt(Blueprint("webtalk_machines", __name__, url_prefix="/jitsi"))


@bp.post("/reservation/conference")
@public
def reserve() -> Any:
    """A room opens for its talk and its time only. 403 carries a sentence that the server shows to the person."""
    _check_bearer()
    talk = services.talk_of_room(request.form.get("name", "").split("@")[0])
    if why := _refusal(talk):
        return jsonify(message=why), 403
    return jsonify(_conference(talk))  # type: ignore[arg-type]


def _conference(talk: Webtalk) -> dict[str, Any]:
    assert talk.starts_at is not None
    assert talk.ends_at is not None
    begins = talk.starts_at - OPENS_FOR_HOSTS
    return {
        "id": talk.id,
        "name": talk.room_name,
        "mail_owner": request.form.get("mail_owner", ""),
        "start_time": begins.strftime("%Y-%m-%dT%H:%M:%S.000Z"),
        "duration": int((talk.ends_at + CLOSES - begins).total_seconds()),
    }


@bp.delete("/reservation/conference/<int:number>")
@public
def give_back(number: int) -> Any:
    """The server has closed a room; there is nothing to do."""
    _check_bearer()
    return "", 204


@bp.post("/events/<path:kind>")
@public
def event(kind: str) -> Any:
    """Retries, unknown kinds and missing fields are fine: only who was there is kept, once."""
    _check_bearer()
    payload = request.get_json(silent=True)
    if isinstance(payload, dict) and (talk := services.talk_of_room(room_in(payload))):
        services.note_occupants(_jitsi(), talk, occupants_in(payload))
    return "", 204


@bp.get("/schluessel/<name>.pem")
@public
def key(name: str) -> Response:
    """The public key by which the server checks our tokens."""
    pem = _jitsi().public_key(name) or abort(404)
    return Response(pem, mimetype="application/x-pem-file")


def _refusal(talk: Webtalk | None) -> str:
    if talk is None or talk.starts_at is None or talk.ends_at is None or talk.subject.state != "published":
        return "Diesen Raum gibt es nicht."
    if talk.is_cancelled:
        return "Der Webtalk ist abgesagt."
    if clock.now() > talk.ends_at + CLOSES:
        return "Der Webtalk ist vorbei."
    if clock.now() < talk.starts_at - OPENS_FOR_HOSTS:
        return f"Der Webtalk beginnt erst am {formats.german_datetime(talk.starts_at)}."
    return ""


def _check_bearer() -> None:
    secret = current_app.config["SETTINGS"].jitsi_events_secret
    given = request.headers.get("Authorization", "").removeprefix("Bearer ").strip()
    same = hmac.compare_digest(*(hashlib.sha256(text.encode()).digest() for text in (given, secret)))
    if not secret or not same:
        abort(404)


def _jitsi() -> Jitsi:
    return Jitsi(current_app.config["SETTINGS"])
