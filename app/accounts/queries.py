"""Reads about people."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select

from app.accounts.models import Grant, LogIn, User
from app.core import clock
from app.core.actors import Actor
from app.core.identifiers import token_hash
from app.core.rows import rows
from app.extensions import db

_ACTOR = (
    select(LogIn.id, LogIn.seen_at, LogIn.needs_new_id, User.id, User.name, User.handle, Grant.role, Grant.scope_id)
    .join(User, User.id == LogIn.user_id)
    .outerjoin(Grant, Grant.user_id == User.id)
    .where(LogIn.token_hash == bindparam("token_hash"), LogIn.expires_at > bindparam("now"))
    .where(User.blocked_at.is_(None), User.left_at.is_(None))
)


@dataclass(frozen=True)
class ActiveLogIn:
    """The log-in behind a request."""

    actor: Actor
    seen_at: datetime
    needs_new_id: bool


def find_log_in(token: str) -> ActiveLogIn | None:
    """Person, roles and log-in behind a token, in one statement; None when ended, too old, blocked or gone."""
    found = rows(_ACTOR, {"token_hash": token_hash(token), "now": clock.now()})
    if not found:
        return None
    log_in_id, seen_at, needs_new_id, user_id, name, handle = found[0][:6]
    roles = frozenset((row[6], row[7]) for row in found if row[6])
    actor = Actor(user_id, name, handle, session_id=log_in_id, session_token=token, roles=roles)
    return ActiveLogIn(actor, seen_at, needs_new_id)


MOST_AT_ONE_MAILBOX = 5


def people_at(address_folded: str) -> list[Any]:
    """(id, name, email) of those who share a mailbox, at most MOST_AT_ONE_MAILBOX, in the order in which they came."""
    query = select(User.id, User.name, User.email).where(User.email_folded == address_folded, User.left_at.is_(None))
    return list(db.session.execute(query.order_by(User.id).limit(MOST_AT_ONE_MAILBOX)).all())


def find_own(user_id: int | None) -> User:
    """The person herself."""
    return db.session.get_one(User, user_id)


def find_devices(user_id: int) -> list[Any]:
    """(id, device, created_at, seen_at) of the log-ins that are valid, the latest first."""
    query = select(LogIn.id, LogIn.device, LogIn.created_at, LogIn.seen_at)
    mine = query.where(LogIn.user_id == user_id, LogIn.expires_at > clock.now())
    return list(db.session.execute(mine.order_by(LogIn.seen_at.desc(), LogIn.id.desc())).all())
