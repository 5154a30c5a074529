"""Meine Webtalks."""

from flask import Blueprint, render_template

from app.core import clock, formats
from app.core.guards import signed_in
from app.core.permissions import who
from app.organisations.cards import card_of
from app.webtalks import queries
from app.webtalks.kinds import REGISTRATION_STATES

bp = Blueprint("webtalk_account", __name__)


@bp.get("/konto/webtalks")
@signed_in
def overview() -> str:
    rows = queries.own_registrations(who().id or 0)
    coming = [row for row in rows if row.ends_at > clock.now()]
    past = [row for row in rows if row.ends_at <= clock.now()]
    led = [(card_of(row), row.state == "draft") for row in queries.led_talks(who())]
    return render_template(
        "webtalks/mine.html",
        coming=[(card_of(row), _state(row)) for row in reversed(coming)],
        past=[(card_of(row), row.attended and row.cancelled_at is None) for row in past],
        led=led,
    )


def _state(row: object) -> str:
    state = getattr(row, "registration_state", "")
    until = getattr(row, "offered_until", None)
    return f"Platz angeboten bis {formats.german_datetime(until)}" if until else REGISTRATION_STATES[state]
