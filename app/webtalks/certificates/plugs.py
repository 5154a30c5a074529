"""What the certificates plug into the feature."""

from collections.abc import Callable
from typing import Any

from flask import render_template

from app.core.permissions import who
from app.extensions import db
from app.webtalks import links
from app.webtalks.attending import seat_of
from app.webtalks.certificates import services, views
from app.webtalks.models import Registration, Webtalk

BLUEPRINTS = [views.bp]


def for_member(talk: Webtalk) -> str:
    """The button on the page of a talk that is over, for who was there."""
    if who().is_guest or not talk.is_over():
        return ""
    return _button(talk, "") if not services.why_not(talk, seat_of(talk, who(), "")) else ""


def for_guest(registration: Registration) -> str:
    talk = db.session.get_one(Webtalk, registration.webtalk_id)
    has_seat = registration.state == "registered" and registration.user_id is None
    if not has_seat or services.why_not(talk, registration):
        return ""
    return _button(talk, f"?platz={links.signed(registration.public_id)}")


def _button(talk: Webtalk, query: str) -> str:
    return render_template("webtalks/certificates/_way.html", talk=talk, query=query)


PANELS: dict[str, Callable[[Any], str]] = {
    "webtalks.detail.actions": for_member,
    "webtalks.own.content": for_guest,
}
