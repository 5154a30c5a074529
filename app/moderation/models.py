from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core import clock
from app.core.database import Base, Id
from app.core.subjects import Subject


class Report(Base):
    """A content notice (DSA Art. 16) by anyone, or a reported barrier. The reporter is seen by staff alone."""

    __tablename__ = "report"
    __table_args__ = (
        CheckConstraint("kind IN ('content', 'barrier')", name="kind"),
        CheckConstraint("state IN ('open', 'kept', 'hidden', 'done')", name="state"),
        Index("ix_report_state", "state", "created_at"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    kind: Mapped[str] = mapped_column(String(10), default="content")
    subject_id: Mapped[int | None] = mapped_column(Id, ForeignKey("subject.id", ondelete="SET NULL"), index=True)
    address: Mapped[str] = mapped_column(String(1000), default="")
    reason: Mapped[str] = mapped_column(String(60), default="")
    text: Mapped[str] = mapped_column(Text)
    name: Mapped[str] = mapped_column(String(120), default="")
    email: Mapped[str] = mapped_column(String(254), default="")
    state: Mapped[str] = mapped_column(String(10), default="open")
    decision: Mapped[str] = mapped_column(Text, default="")
    decided_by_id: Mapped[int | None] = mapped_column(Id, ForeignKey("user.id"))
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    decided_at: Mapped[datetime | None]

    subject: Mapped[Subject | None] = relationship()
