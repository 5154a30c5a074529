"""The browser's side of a log-in: Flask's signed cookie holds the token, and nothing of it survives a log-in.

Reading writes nothing. `seen_at`, which also decides when an unused log-in ends, is noted at most once an hour and
only by requests that send a form. The one write a page may cause is the new token after a change of roles.
"""

from datetime import timedelta

from flask import Flask, Response, current_app, g, request, session
from sqlalchemy.exc import SQLAlchemyError

from app.accounts import known_devices
from app.accounts.devices import device_name
from app.accounts.queries import ActiveLogIn, find_log_in
from app.accounts.services import log_ins
from app.core import clock
from app.core.actors import Actor
from app.core.permissions import who
from app.extensions import db, login_manager

TOKEN = "_user_id"
SURVIVES = ("kept_form", "wished_mark")
NOTED_EVERY = timedelta(hours=1)


def load_actor(token: str) -> Actor | None:
    """For Flask-Login."""
    found = g.log_in = find_log_in(token)
    return found.actor if found else None


def sign_in(user_id: int) -> None:
    """From now on this browser is that person: new token, empty session; a text kept before the log-in stays."""
    token = log_ins.start_log_in(user_id, device=device_name(request.user_agent.string), instead_of=who().session_id)
    kept = {name: session[name] for name in SURVIVES if name in session}
    session.clear()
    session.update(kept, **{TOKEN: token, "_fresh": True})
    session.permanent = True
    known_devices.remember(user_id)
    _forget_loaded()


def sign_out() -> None:
    """End the log-in of this browser, here and in the table."""
    actor = who()
    if actor.id is not None and actor.session_id is not None:
        log_ins.end_log_in(actor.session_id, user_id=actor.id)
    session.clear()
    _forget_loaded()


def _forget_loaded() -> None:
    for name in ("_login_user", "log_in", "csrf_token"):
        g.pop(name, None)


def keep_up(response: Response) -> Response:
    """After each request of a member: a new token when the roles have changed, a note that it was used."""
    log_in: ActiveLogIn | None = g.get("log_in")
    if log_in is None or session.get(TOKEN) != log_in.actor.session_token:
        return response
    try:
        _keep_up(log_in)
    except SQLAlchemyError:
        current_app.logger.warning("a log-in could not be renewed", exc_info=True)
        db.session.rollback()
    return response


def _keep_up(log_in: ActiveLogIn) -> None:
    log_in_id = log_in.actor.session_id
    assert log_in_id is not None
    if log_in.needs_new_id:
        fresh = log_ins.change_id(log_in_id, log_in.actor.session_token)
        if fresh:  # else another request was faster, and its cookie must stay
            session[TOKEN] = fresh
    elif request.method == "POST" and log_in.seen_at < clock.now() - NOTED_EVERY:
        log_ins.prolong(log_in_id)
        session.modified = True


def set_up(app: Flask) -> None:
    login_manager.user_loader(load_actor)
    app.after_request(keep_up)
    app.after_request(known_devices.send)
