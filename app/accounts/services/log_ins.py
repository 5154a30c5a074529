"""Log-ins: rows of the table `session`, one per device. The browser holds a token, the row its hash.

A log-in ends at log-out, when the password or the address changes (on all other devices), when the person is
blocked or leaves, and when it was used for nothing but reading for SESSION_DAYS. Its token is new at every log-in
and after every change of the person's roles.
"""

from datetime import datetime, timedelta

from flask import current_app
from sqlalchemy import delete, update

from app.accounts.models import LogIn
from app.core import clock
from app.core.database import affected
from app.core.identifiers import new_token, token_hash
from app.core.transaction import transaction
from app.extensions import db


def start_log_in(user_id: int, *, device: str = "", instead_of: int | None = None) -> str:
    """Add a log-in and return its token. instead_of: id of a log-in of this browser that ends with it."""
    token = new_token()
    with transaction(raises_cache=False):
        if instead_of is not None:
            db.session.execute(delete(LogIn).where(LogIn.id == instead_of))
        row = LogIn(token_hash=token_hash(token), user_id=user_id, device=device[:120], expires_at=_end())
        db.session.add(row)
    return token


def end_log_in(log_in_id: int, *, user_id: int) -> None:
    """End one log-in of this person: a copy of its cookie is worthless from now on."""
    with transaction(raises_cache=False):
        db.session.execute(delete(LogIn).where(LogIn.id == log_in_id, LogIn.user_id == user_id))


def end_all_log_ins(user_id: int, *, but: int | None = None) -> None:
    """End all log-ins of a person. but: id of the one that goes on."""
    with transaction(raises_cache=False):
        query = delete(LogIn).where(LogIn.user_id == user_id)
        db.session.execute(query if but is None else query.where(LogIn.id != but))


def renew_ids(user_id: int) -> None:
    """After a change of roles: each log-in of the person gets a new token at its next request."""
    with transaction(raises_cache=False):
        db.session.execute(update(LogIn).where(LogIn.user_id == user_id).values(needs_new_id=True))


def change_id(log_in_id: int, token: str) -> str | None:
    """Replace the token by a new one; None when another request was faster."""
    fresh = new_token()
    with transaction(raises_cache=False):
        query = update(LogIn).where(LogIn.id == log_in_id, LogIn.token_hash == token_hash(token))
        done = affected(db.session.execute(query.values(token_hash=token_hash(fresh), needs_new_id=False)))
    return fresh if done else None


def prolong(log_in_id: int) -> None:
    """Note that the log-in was used; it lasts SESSION_DAYS from now."""
    with transaction(raises_cache=False):
        query = update(LogIn).where(LogIn.id == log_in_id)
        db.session.execute(query.values(seen_at=clock.now(), expires_at=_end()))


def sweep_log_ins() -> None:
    """Forget log-ins whose time is over."""
    with transaction(raises_cache=False):
        db.session.execute(delete(LogIn).where(LogIn.expires_at <= clock.now()))


def _end() -> datetime:
    return clock.now() + timedelta(days=current_app.config["SETTINGS"].session_days)
