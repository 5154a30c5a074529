from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from app.core import clock
from app.core.database import Base, Id

_NOW = text("until_at IS NULL")


class RecordingNotice(Base):
    """The words in which people are told. New words are a new row; the old ones stay with those who read them.

    until_at: empty for the one in force; a talk without one is not recorded. consented_count: how many said yes;
    counted when the names go.
    """

    __tablename__ = "webtalk_recording_notice"
    __table_args__ = (
        Index("ix_webtalk_recording_notice_webtalk_id", "webtalk_id", "id"),
        Index("uq_webtalk_recording_notice_now", "webtalk_id", unique=True, sqlite_where=_NOW, postgresql_where=_NOW),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    webtalk_id: Mapped[int] = mapped_column(Id, ForeignKey("webtalk.id", ondelete="CASCADE"))
    text: Mapped[str] = mapped_column(Text)
    from_at: Mapped[datetime] = mapped_column(default=clock.now)
    until_at: Mapped[datetime | None]
    consented_count: Mapped[int | None]


class RecordingConsent(Base):
    """What one person said to one notice, and when. seat_hash: tells people apart, also when the names are gone.

    answer: yes; no (came to read along); none (left the network, and had been there without being asked).
    name: only of guests from the lobby, who have no registration.
    """

    __tablename__ = "webtalk_recording_consent"
    __table_args__ = (
        CheckConstraint("answer IN ('yes', 'no', 'none')", name="answer"),
        UniqueConstraint("notice_id", "seat_hash"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    notice_id: Mapped[int] = mapped_column(Id, ForeignKey("webtalk_recording_notice.id", ondelete="CASCADE"))
    seat_hash: Mapped[str] = mapped_column(String(64))
    registration_id: Mapped[int | None] = mapped_column(
        Id, ForeignKey("webtalk_registration.id", ondelete="SET NULL"), index=True
    )
    user_id: Mapped[int | None] = mapped_column(Id, ForeignKey("user.id", ondelete="SET NULL"), index=True)
    name: Mapped[str] = mapped_column(String(120), default="")
    answer: Mapped[str] = mapped_column(String(4))
    answered_at: Mapped[datetime] = mapped_column(default=clock.now)
    revoked_at: Mapped[datetime | None]
