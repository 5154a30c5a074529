"""Drafts beside the published row, and the full text of each publication.

A draft is a JSON document: half filled, autosaved. Publishing validates it and copies it into constrained tables;
editing a published thing never unpublishes it.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.core import clock
from app.core.database import Base, Id


class Draft(Base):
    """What is being written. version rises with each save; a save with an older version is refused and told.

    handed_in_at: since when it waits for somebody else to read and release it; None: it does not.
    """

    __tablename__ = "draft"
    subject_id: Mapped[int] = mapped_column(Id, ForeignKey("subject.id", ondelete="CASCADE"), primary_key=True)
    data: Mapped[dict[str, Any]]
    version: Mapped[int] = mapped_column(default=1)
    changed_by_id: Mapped[int | None] = mapped_column(Id, ForeignKey("user.id"))
    changed_at: Mapped[datetime] = mapped_column(default=clock.now, index=True)
    handed_in_by_id: Mapped[int | None] = mapped_column(Id, ForeignKey("user.id"))
    handed_in_at: Mapped[datetime | None]


class Revision(Base):
    """One publication, whole. number counts from 1 per subject."""

    __tablename__ = "revision"
    __table_args__ = (UniqueConstraint("subject_id", "number"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    subject_id: Mapped[int] = mapped_column(Id, ForeignKey("subject.id", ondelete="CASCADE"))
    number: Mapped[int]
    data: Mapped[dict[str, Any]]
    author_id: Mapped[int | None] = mapped_column(Id, ForeignKey("user.id"))
    note: Mapped[str] = mapped_column(String(300), default="")
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
