from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from app.core import clock
from app.core.database import Base, Id
from app.core.identifiers import public_id

_GUEST, _MEMBER = text("user_id IS NULL"), text("user_id IS NOT NULL")


def _once(table: str, thing: str) -> tuple[Index, Index]:
    """One row per member, and one per mail address of those without account."""
    return (
        Index(f"uq_{table}_member", thing, "user_id", unique=True, sqlite_where=_MEMBER, postgresql_where=_MEMBER),
        Index(f"uq_{table}_guest", thing, "email_folded", unique=True, sqlite_where=_GUEST, postgresql_where=_GUEST),
    )


class SeriesRegistration(Base):
    """Somebody comes to all dates of a series: also to those published later. One Registration per date besides."""

    __tablename__ = "webtalk_series_registration"
    __table_args__ = (
        *_once("webtalk_series_registration", "series_id"),
        CheckConstraint("user_id IS NOT NULL OR email_folded <> ''", name="somebody"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    series_id: Mapped[int] = mapped_column(Id, ForeignKey("webtalk_series.id", ondelete="CASCADE"))
    user_id: Mapped[int | None] = mapped_column(Id, ForeignKey("user.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(120), default="")
    email: Mapped[str] = mapped_column(String(254), default="")
    email_folded: Mapped[str] = mapped_column(String(254), default="")
    answers: Mapped[dict[str, Any]] = mapped_column(default=dict)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    ended_at: Mapped[datetime | None]


class Registration(Base):
    """One person and one talk; stays when it is cancelled, and is taken up again when the person comes back.

    Members: user_id, name and mail are looked up when needed. Guests: name, email as typed, email_folded for comparing.
    state: see kinds.REGISTRATION_STATES; ending: why it was cancelled, see kinds.ENDINGS.
    queued_at: place in the waiting list. offered_until: until then the seat is kept. confirmed_at: said (again) that
    the seat will be used. attended: war da; None: not known; never minutes.
    public_id stands in the signed link of mails (links.py); nothing secret is stored.
    """

    __tablename__ = "webtalk_registration"
    __table_args__ = (
        *_once("webtalk_registration", "webtalk_id"),
        CheckConstraint("state IN ('registered', 'waiting', 'offered', 'cancelled')", name="state"),
        CheckConstraint("ending IN ('', 'self', 'host', 'lapsed', 'released')", name="ending"),
        CheckConstraint("(state = 'offered') = (offered_until IS NOT NULL)", name="offer_has_deadline"),
        CheckConstraint("state <> 'waiting' OR queued_at IS NOT NULL", name="waiting_has_place"),
        CheckConstraint("user_id IS NOT NULL OR email_folded <> ''", name="somebody"),
        Index("ix_webtalk_registration_queue", "webtalk_id", "state", "queued_at", "id"),
        Index("ix_webtalk_registration_user", "user_id", "state"),
        Index("ix_webtalk_registration_offered_until", "offered_until"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    public_id: Mapped[str] = mapped_column(String(16), unique=True, default=public_id)
    webtalk_id: Mapped[int] = mapped_column(Id, ForeignKey("webtalk.id", ondelete="CASCADE"))
    series_registration_id: Mapped[int | None] = mapped_column(
        Id, ForeignKey("webtalk_series_registration.id", ondelete="SET NULL"), index=True
    )
    user_id: Mapped[int | None] = mapped_column(Id, ForeignKey("user.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(120), default="")
    email: Mapped[str] = mapped_column(String(254), default="")
    email_folded: Mapped[str] = mapped_column(String(254), default="")
    state: Mapped[str] = mapped_column(String(12))
    ending: Mapped[str] = mapped_column(String(10), default="")
    answers: Mapped[dict[str, Any]] = mapped_column(default=dict)
    reminders: Mapped[list[Any]] = mapped_column(default=lambda: ["week", "day", "hour", "recap"])
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    changed_at: Mapped[datetime] = mapped_column(default=clock.now)
    queued_at: Mapped[datetime | None]
    offered_until: Mapped[datetime | None]
    confirmed_at: Mapped[datetime | None]
    attended: Mapped[bool | None]
