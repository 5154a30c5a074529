"""Secrets sent by mail: a link with a button and, beside it, six digits to type. Only hashes are stored.

Take one with `find_by_link` or `find_by_code`, act inside a transaction, and call `use`.
"""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ForeignKey, Index, String, select, update
from sqlalchemy.orm import Mapped, mapped_column

from app.core import clock
from app.core.database import Base, Id, affected
from app.core.identifiers import new_code, new_token, token_hash
from app.core.transaction import transaction
from app.extensions import db

MOST_TRIES = 6


class Spent(Exception):
    """The link or code was used already, or what it was for has changed meanwhile."""


class OneTimeToken(Base):
    """purpose: e.g. "sign_up". payload: what to do with it; never shown. code_hash: salted with the row's link hash."""

    __tablename__ = "one_time_token"
    __table_args__ = (Index("ix_one_time_token_user", "user_id", "purpose"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    purpose: Mapped[str] = mapped_column(String(40))
    link_hash: Mapped[str] = mapped_column(String(64), unique=True)
    code_hash: Mapped[str] = mapped_column(String(64))
    user_id: Mapped[int | None] = mapped_column(Id, ForeignKey("user.id", ondelete="CASCADE"))
    payload: Mapped[dict[str, Any]] = mapped_column(default=dict)
    tries: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    expires_at: Mapped[datetime] = mapped_column(index=True)
    used_at: Mapped[datetime | None]


def issue(
    purpose: str, *, lasts: timedelta, user_id: int | None = None, payload: dict[str, Any] | None = None
) -> tuple[OneTimeToken, str, str]:
    """Add a token to the running transaction. Returns (row, secret for the link, six digits)."""
    link, code = new_token(), new_code()
    row = OneTimeToken(
        purpose=purpose,
        link_hash=token_hash(link),
        code_hash=_code_hash(token_hash(link), code),
        user_id=user_id,
        payload=payload or {},
        expires_at=clock.now() + lasts,
    )
    db.session.add(row)
    db.session.flush()
    return row, link, code


def find_by_link(purpose: str, link: str) -> OneTimeToken | None:
    """The valid token behind a link, or None when it is unknown, used or too old."""
    return db.session.scalar(_valid(purpose).where(OneTimeToken.link_hash == token_hash(link)))


def find_by_code(purpose: str, token_id: int, code: str) -> OneTimeToken | None:
    """The valid token when the digits are right. Each wrong try counts; after MOST_TRIES the digits are worthless."""
    digits = "".join(c for c in code if c.isdigit())
    with transaction(raises_cache=False):
        counted = update(OneTimeToken).where(OneTimeToken.id == token_id, OneTimeToken.tries < MOST_TRIES)
        if not affected(db.session.execute(counted.values(tries=OneTimeToken.tries + 1))):
            return None
    row = db.session.scalar(_valid(purpose).where(OneTimeToken.id == token_id))
    return row if row is not None and row.code_hash == _code_hash(row.link_hash, digits) else None


def find_by_id(purpose: str, token_id: int) -> OneTimeToken | None:
    """The valid token whose digits were typed right before; the caller keeps its id where nobody can change it."""
    return db.session.scalar(_valid(purpose).where(OneTimeToken.id == token_id))


def use(row: OneTimeToken) -> bool:
    """Mark as used, inside a transaction. False when somebody was faster."""
    query = update(OneTimeToken).where(OneTimeToken.id == row.id, OneTimeToken.used_at.is_(None))
    return affected(db.session.execute(query.values(used_at=clock.now()))) == 1


def _valid(purpose: str):  # type: ignore[no-untyped-def]
    return select(OneTimeToken).where(
        OneTimeToken.purpose == purpose, OneTimeToken.used_at.is_(None), OneTimeToken.expires_at > clock.now()
    )


def _code_hash(link_hash: str, code: str) -> str:
    return token_hash(f"{link_hash}:{code}")
