"""What the feedback plugs into the feature."""

from collections.abc import Callable
from typing import Any

from flask import render_template

from app.core.jobs.worker import Ticker
from app.core.permissions import who
from app.extensions import db
from app.webtalks import links
from app.webtalks.attending import seat_of
from app.webtalks.feedback import queries, services, views
from app.webtalks.models import Registration, Webtalk

BLUEPRINTS = [views.bp]
TICKERS = [Ticker("webtalks.forget-feedback", 86_400, services.forget_texts)]


def asked_of_member(talk: Webtalk) -> str:
    """On the talk's page after its end, until it is answered."""
    if who().is_guest or not queries.takes_feedback(talk):
        return ""
    seat = seat_of(talk, who(), "")
    return _way(talk, "") if seat is not None and not queries.has_answered(seat) else ""


def asked_of_guest(registration: Registration) -> str:
    """On the page behind a guest's link."""
    talk = db.session.get_one(Webtalk, registration.webtalk_id)
    if registration.state != "registered" or registration.user_id or not queries.takes_feedback(talk):
        return ""
    return "" if queries.has_answered(registration) else _way(talk, f"?platz={links.signed(registration.public_id)}")


def for_host(talk: Webtalk) -> str:
    is_past = talk.is_over() and not talk.is_cancelled and talk.subject.state == "published"
    return render_template("webtalks/feedback/_host.html", talk=talk) if is_past else ""


def _way(talk: Webtalk, query: str) -> str:
    return render_template("webtalks/feedback/_way.html", talk=talk, query=query)


PANELS: dict[str, Callable[[Any], str]] = {
    "webtalks.detail.top": asked_of_member,
    "webtalks.own.content": asked_of_guest,
    "webtalks.detail.host": for_host,
}
