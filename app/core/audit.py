"""Who did what that others must be able to check later: roles, verification, moderation, releases."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.core import clock
from app.core.database import Base, Id
from app.extensions import db


class AuditEntry(Base):
    __tablename__ = "audit_entry"
    __table_args__ = (Index("ix_audit_entry_created", "created_at", "id"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    action: Mapped[str] = mapped_column(String(80))
    actor_id: Mapped[int | None] = mapped_column(Id, ForeignKey("user.id"), index=True)
    subject_id: Mapped[int | None] = mapped_column(Id, ForeignKey("subject.id", ondelete="SET NULL"), index=True)
    detail: Mapped[dict[str, Any]] = mapped_column(default=dict)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)


def record(action: str, *, actor_id: int | None, subject_id: int | None = None, **detail: Any) -> None:
    """Add an entry to the running transaction. action: stored, e.g. "organisation.verified"."""
    db.session.add(AuditEntry(action=action, actor_id=actor_id, subject_id=subject_id, detail=detail))
