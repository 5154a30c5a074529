from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from app.core import clock
from app.core.database import Base, Id
from app.core.identifiers import public_id

_GUEST, _MEMBER, _NOW = text("user_id IS NULL"), text("user_id IS NOT NULL"), text("state = 'now'")


class Live(Base):
    """The counter that rises with each change of a talk's questions. Raising it is also the lock for the change."""

    __tablename__ = "webtalk_live"
    webtalk_id: Mapped[int] = mapped_column(Id, ForeignKey("webtalk.id", ondelete="CASCADE"), primary_key=True)
    version: Mapped[int] = mapped_column(default=1)


class Question(Base):
    """What somebody asks in a talk. state: see words.STATES; at most one of a talk is "now".

    user_id: a member; registration_id: a guest's; both empty: the person has gone. is_anonymous: nobody is told who
    asks, the host neither. votes: counted anew with each vote; stays when a guest's registration is deleted.
    removed_at: since then the site's moderation keeps it from everybody, the host too.
    """

    __tablename__ = "webtalk_question"
    __table_args__ = (
        CheckConstraint("state IN ('open', 'listed', 'now', 'answered', 'hidden')", name="state"),
        CheckConstraint("votes >= 0", name="votes"),
        Index("ix_webtalk_question_webtalk_id", "webtalk_id", "votes", "id"),
        Index("uq_webtalk_question_now", "webtalk_id", unique=True, sqlite_where=_NOW, postgresql_where=_NOW),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    public_id: Mapped[str] = mapped_column(String(16), unique=True, default=public_id)
    webtalk_id: Mapped[int] = mapped_column(Id, ForeignKey("webtalk.id", ondelete="CASCADE"))
    user_id: Mapped[int | None] = mapped_column(Id, ForeignKey("user.id", ondelete="SET NULL"), index=True)
    registration_id: Mapped[int | None] = mapped_column(
        Id, ForeignKey("webtalk_registration.id", ondelete="SET NULL"), index=True
    )
    is_anonymous: Mapped[bool] = mapped_column(default=False)
    text: Mapped[str] = mapped_column(String(500))
    state: Mapped[str] = mapped_column(String(8), default="open")
    votes: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    removed_at: Mapped[datetime | None]


class QuestionVote(Base):
    """One vote per person and question: of a member, or of a guest by his registration."""

    __tablename__ = "webtalk_question_vote"
    __table_args__ = (
        CheckConstraint("(user_id IS NULL) <> (registration_id IS NULL)", name="one_person"),
        Index(
            "uq_webtalk_question_vote_member",
            "question_id",
            "user_id",
            unique=True,
            sqlite_where=_MEMBER,
            postgresql_where=_MEMBER,
        ),
        Index(
            "uq_webtalk_question_vote_guest",
            "question_id",
            "registration_id",
            unique=True,
            sqlite_where=_GUEST,
            postgresql_where=_GUEST,
        ),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    question_id: Mapped[int] = mapped_column(Id, ForeignKey("webtalk_question.id", ondelete="CASCADE"))
    user_id: Mapped[int | None] = mapped_column(Id, ForeignKey("user.id", ondelete="CASCADE"), index=True)
    registration_id: Mapped[int | None] = mapped_column(
        Id, ForeignKey("webtalk_registration.id", ondelete="CASCADE"), index=True
    )
