"""What recording plugs into the feature."""

from collections.abc import Callable
from typing import Any

from flask import render_template

from app.core.events import Listener, PersonRemoved
from app.core.jobs.worker import Ticker
from app.core.permissions import allows, who
from app.extensions import db
from app.webtalks import links
from app.webtalks.models import Registration, Webtalk
from app.webtalks.permissions import WebtalkAction
from app.webtalks.recording import services, views
from app.webtalks.recording.queries import notice_of

BLUEPRINTS = [views.bp]
TICKERS = [Ticker("webtalks.forget-consents", 86_400, services.forget_names)]
LISTENERS = [Listener("webtalks.forget-consents", PersonRemoved, services.forget_person, inline=True)]


def on_talk(talk: Webtalk) -> str:
    """That it is recorded, long before anybody comes in."""
    notice = notice_of(talk.id)
    return render_template("webtalks/recording/_on_talk.html", talk=talk) if notice is not None else ""


def for_host(talk: Webtalk) -> str:
    may_edit = allows(who(), WebtalkAction.EDIT, talk)
    return render_template("webtalks/recording/_host.html", talk=talk) if may_edit else ""


def for_guest(registration: Registration) -> str:
    """Who has no account finds the own consent by the link of the registration."""
    if notice_of(registration.webtalk_id) is None:
        return ""
    talk = db.session.get_one(Webtalk, registration.webtalk_id)
    values = {"talk": talk, "query": f"?platz={links.signed(registration.public_id)}"}
    return render_template("webtalks/recording/_for_guest.html", **values)


PANELS: dict[str, Callable[[Any], str]] = {
    "webtalks.detail.top": on_talk,
    "webtalks.detail.host": for_host,
    "webtalks.own.content": for_guest,
}
