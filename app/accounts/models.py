from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, false, text
from sqlalchemy.orm import Mapped, mapped_column

from app.core import clock
from app.core.database import Base, Id
from app.core.identifiers import public_id


class User(Base):
    """A person. Several people may share a function mailbox, so email is not unique; handle is.

    visibility: field name → "public" | "members" | "nobody"; a field without entry is seen by nobody but its owner.
    contact_until: a person's contact data are shown no longer than this unless confirmed again.
    """

    __tablename__ = "user"
    __table_args__ = (Index("ix_user_email_folded", "email_folded"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    public_id: Mapped[str] = mapped_column(String(16), unique=True, default=public_id)
    handle: Mapped[str] = mapped_column(String(60), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    email: Mapped[str] = mapped_column(String(254), default="")
    email_folded: Mapped[str] = mapped_column(String(254), default="")
    password_hash: Mapped[str] = mapped_column(String(200), default="")
    position: Mapped[str] = mapped_column(String(120), default="")
    expertise: Mapped[str] = mapped_column(Text, default="")
    phone: Mapped[str] = mapped_column(String(40), default="")
    about_md: Mapped[str] = mapped_column(Text, default="")
    about_html: Mapped[str] = mapped_column(Text, default="")
    renderer_version: Mapped[int] = mapped_column(default=0)
    avatar_file_id: Mapped[int | None] = mapped_column(Id, ForeignKey("stored_file.id"))
    visibility: Mapped[dict[str, Any]] = mapped_column(default=dict)
    origin: Mapped[str] = mapped_column(String(20), default="mitglied")
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    confirmed_at: Mapped[datetime | None]
    contact_until: Mapped[datetime | None]
    blocked_at: Mapped[datetime | None]
    left_at: Mapped[datetime | None]


class PersonEntry(Base):
    """A person's entry in the search; shares its id with a subject row of kind "person"."""

    __tablename__ = "person_entry"
    id: Mapped[int] = mapped_column(Id, ForeignKey("subject.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[int] = mapped_column(Id, ForeignKey("user.id", ondelete="CASCADE"), unique=True)


class LogIn(Base):
    """One log-in on one device. The cookie holds the token, we its hash. Ended rows are deleted.

    needs_new_id: the person's roles have changed since the token was made; the next request gets a new one.
    """

    __tablename__ = "session"
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    user_id: Mapped[int] = mapped_column(Id, ForeignKey("user.id", ondelete="CASCADE"), index=True)
    device: Mapped[str] = mapped_column(String(120), default="")
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    seen_at: Mapped[datetime] = mapped_column(default=clock.now)
    expires_at: Mapped[datetime] = mapped_column(index=True)
    needs_new_id: Mapped[bool] = mapped_column(default=False, server_default=false())


class AcceptedTerms(Base):
    """A person agreed to this version of the terms of use; version 0 is our template."""

    __tablename__ = "accepted_terms"
    user_id: Mapped[int] = mapped_column(Id, ForeignKey("user.id", ondelete="CASCADE"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    accepted_at: Mapped[datetime] = mapped_column(default=clock.now)


_SITE, _SCOPED = text("scope_id IS NULL"), text("scope_id IS NOT NULL")


class Grant(Base):
    """A role; one per person and organisation, talk or shop.

    Site roles (admin, moderator) have no scope; organisation roles have the organisation's subject id, webtalk_host
    the talk's, shop_owner the shop's.
    """

    __tablename__ = "grant"
    __table_args__ = (
        CheckConstraint("(role IN ('admin', 'moderator')) = (scope_id IS NULL)", name="scope"),
        CheckConstraint(
            "role IN ('admin', 'moderator', 'org_admin', 'org_editor', 'org_member', 'webtalk_host', 'shop_owner')",
            name="role",
        ),
        Index("uq_grant_site", "user_id", "role", unique=True, sqlite_where=_SITE, postgresql_where=_SITE),
        Index("uq_grant_scope", "user_id", "scope_id", unique=True, sqlite_where=_SCOPED, postgresql_where=_SCOPED),
        Index("ix_grant_scope_id", "scope_id", "role"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    user_id: Mapped[int] = mapped_column(Id, ForeignKey("user.id", ondelete="CASCADE"))
    role: Mapped[str] = mapped_column(String(20))
    scope_id: Mapped[int | None] = mapped_column(Id, ForeignKey("subject.id", ondelete="CASCADE"))
    granted_by_id: Mapped[int | None] = mapped_column(Id, ForeignKey("user.id"))
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
