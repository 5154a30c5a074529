"""What the room plugs into the feature."""

from collections.abc import Callable
from typing import Any

from flask import render_template

from app.core import clock
from app.extensions import db
from app.webtalks import links
from app.webtalks.models import Registration, Webtalk
from app.webtalks.room import checks, machines, readiness, views
from app.webtalks.room.doors import CLOSES, OPENS_FOR_HOSTS

BLUEPRINTS = [views.bp, machines.bp, readiness.bp]
CHECKS = [checks.video_server]


def way_in(talk: Webtalk) -> str:
    """The button on the talk's page, from an hour before until the room closes."""
    now, starts, ends = clock.now(), talk.starts_at, talk.ends_at
    near = starts is not None and ends is not None and starts - OPENS_FOR_HOSTS <= now <= ends + CLOSES
    return _button(talk, "") if near and not talk.is_cancelled and talk.subject.state == "published" else ""


def way_in_of_guest(registration: Registration) -> str:
    """The button on the page of a guest's registration; its address is the one link that works."""
    talk = db.session.get_one(Webtalk, registration.webtalk_id)
    over = talk.ends_at is None or clock.now() > talk.ends_at + CLOSES
    has_seat = registration.state == "registered" and not talk.is_cancelled and not over
    return _button(talk, f"?platz={links.signed(registration.public_id)}") if has_seat else ""


def for_host(talk: Webtalk) -> str:
    return render_template("webtalks/room/_host.html", talk=talk) if talk.subject.state == "published" else ""


def _button(talk: Webtalk, query: str) -> str:
    return render_template("webtalks/room/_way_in.html", talk=talk, query=query)


PANELS: dict[str, Callable[[Any], str]] = {
    "webtalks.detail.actions": way_in,
    "webtalks.own.content": way_in_of_guest,
    "webtalks.detail.host": for_host,
}
