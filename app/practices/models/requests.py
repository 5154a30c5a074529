from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.core import clock
from app.core.database import Base, Id


class ReleaseRequest(Base):
    """A draft sent as a signed link to somebody without account: Freigeben, or Bitte ändern. Logged, expiring.

    data: the draft as it was sent; only exactly this is released. draft_version: its version then.
    """

    __tablename__ = "release_request"
    __table_args__ = (
        CheckConstraint("state IN ('open', 'released', 'change_wanted', 'withdrawn')", name="state"),
        Index("ix_release_request_subject", "subject_id", "state"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    subject_id: Mapped[int] = mapped_column(Id, ForeignKey("subject.id", ondelete="CASCADE"))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    recipient: Mapped[str] = mapped_column(String(254))
    message: Mapped[str] = mapped_column(Text, default="")
    data: Mapped[dict[str, Any]]
    draft_version: Mapped[int]
    state: Mapped[str] = mapped_column(String(14), default="open")
    decided_name: Mapped[str] = mapped_column(String(120), default="")
    comment: Mapped[str] = mapped_column(Text, default="")
    created_by_id: Mapped[int | None] = mapped_column(Id, ForeignKey("user.id"))
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    expires_at: Mapped[datetime]
    decided_at: Mapped[datetime | None]


class ColleagueQuestion(Base):
    """A question to the people of a case. Sent to their mailbox after the asker is known; answered by ordinary mail."""

    __tablename__ = "colleague_question"
    __table_args__ = (
        CheckConstraint("state IN ('unconfirmed', 'sent', 'answered')", name="state"),
        Index("ix_colleague_question_case", "case_id", "state"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    case_id: Mapped[int] = mapped_column(Id, ForeignKey("case_study.id", ondelete="CASCADE"))
    asker_id: Mapped[int | None] = mapped_column(Id, ForeignKey("user.id"), index=True)
    name: Mapped[str] = mapped_column(String(120))
    email: Mapped[str] = mapped_column(String(254))
    organisation: Mapped[str] = mapped_column(String(200), default="")
    message: Mapped[str] = mapped_column(Text)
    wants_call: Mapped[bool] = mapped_column(default=False)
    phone: Mapped[str] = mapped_column(String(40), default="")
    call_times: Mapped[str] = mapped_column(String(200), default="")
    state: Mapped[str] = mapped_column(String(12), default="unconfirmed")
    answered_hash: Mapped[str | None] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    sent_at: Mapped[datetime | None]
    answered_at: Mapped[datetime | None]
