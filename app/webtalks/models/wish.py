from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.core import clock
from app.core.database import Base, Id
from app.core.identifiers import public_id


class Wish(Base):
    """A topic somebody would like a talk about. votes: counted anew with each vote. webtalk_id: the talk that answers.

    Who wished is not shown; author_id lets the person take it back.
    """

    __tablename__ = "webtalk_wish"
    __table_args__ = (Index("ix_webtalk_wish_votes", "votes", "id"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    public_id: Mapped[str] = mapped_column(String(16), unique=True, default=public_id)
    title: Mapped[str] = mapped_column(String(160))
    why: Mapped[str] = mapped_column(Text, default="")
    author_id: Mapped[int | None] = mapped_column(Id, ForeignKey("user.id", ondelete="SET NULL"), index=True)
    webtalk_id: Mapped[int | None] = mapped_column(Id, ForeignKey("webtalk.id", ondelete="SET NULL"), index=True)
    votes: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)


class WishVote(Base):
    """One vote per person."""

    __tablename__ = "webtalk_wish_vote"
    wish_id: Mapped[int] = mapped_column(Id, ForeignKey("webtalk_wish.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[int] = mapped_column(Id, ForeignKey("user.id", ondelete="CASCADE"), primary_key=True, index=True)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
