from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from app.core import clock
from app.core.database import Base, Id
from app.core.identifiers import public_id

_GUEST, _MEMBER, _OPEN = text("user_id IS NULL"), text("user_id IS NOT NULL"), text("state = 'open'")


class Poll(Base):
    """A question of the host with two to eight answers; at most one of a talk is open.

    state: see words.STATES; a closed poll never opens again, its ballots are gone. shown: "" for nobody but the host,
    "screen" on phones and on the large view, "phones" on phones alone. voters: counted anew with each ballot.
    """

    __tablename__ = "webtalk_poll"
    __table_args__ = (
        CheckConstraint("state IN ('draft', 'open', 'closed')", name="state"),
        CheckConstraint("shown IN ('', 'screen', 'phones')", name="shown"),
        CheckConstraint("state <> 'draft' OR shown = ''", name="draft_is_not_shown"),
        CheckConstraint("voters >= 0", name="voters"),
        Index("uq_webtalk_poll_open", "webtalk_id", unique=True, sqlite_where=_OPEN, postgresql_where=_OPEN),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    public_id: Mapped[str] = mapped_column(String(16), unique=True, default=public_id)
    webtalk_id: Mapped[int] = mapped_column(Id, ForeignKey("webtalk.id", ondelete="CASCADE"), index=True)
    text: Mapped[str] = mapped_column(String(300))
    is_multiple: Mapped[bool] = mapped_column(default=False)
    state: Mapped[str] = mapped_column(String(8), default="draft")
    shown: Mapped[str] = mapped_column(String(8), default="")
    voters: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)


class PollOption(Base):
    """One answer. votes: counted anew with each ballot; stays when the ballots go."""

    __tablename__ = "webtalk_poll_option"
    __table_args__ = (UniqueConstraint("poll_id", "position"), CheckConstraint("votes >= 0", name="votes"))

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    poll_id: Mapped[int] = mapped_column(Id, ForeignKey("webtalk_poll.id", ondelete="CASCADE"))
    position: Mapped[int]
    text: Mapped[str] = mapped_column(String(120))
    votes: Mapped[int] = mapped_column(default=0)


class Ballot(Base):
    """That a person has voted, while the poll is open: a member, or a guest by his registration."""

    __tablename__ = "webtalk_poll_ballot"
    __table_args__ = (
        CheckConstraint("(user_id IS NULL) <> (registration_id IS NULL)", name="one_person"),
        Index(
            "uq_webtalk_poll_ballot_member",
            "poll_id",
            "user_id",
            unique=True,
            sqlite_where=_MEMBER,
            postgresql_where=_MEMBER,
        ),
        Index(
            "uq_webtalk_poll_ballot_guest",
            "poll_id",
            "registration_id",
            unique=True,
            sqlite_where=_GUEST,
            postgresql_where=_GUEST,
        ),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    poll_id: Mapped[int] = mapped_column(Id, ForeignKey("webtalk_poll.id", ondelete="CASCADE"))
    user_id: Mapped[int | None] = mapped_column(Id, ForeignKey("user.id", ondelete="CASCADE"), index=True)
    registration_id: Mapped[int | None] = mapped_column(
        Id, ForeignKey("webtalk_registration.id", ondelete="CASCADE"), index=True
    )


class Pick(Base):
    """One chosen answer of a ballot."""

    __tablename__ = "webtalk_poll_pick"
    ballot_id: Mapped[int] = mapped_column(
        Id, ForeignKey("webtalk_poll_ballot.id", ondelete="CASCADE"), primary_key=True
    )
    option_id: Mapped[int] = mapped_column(
        Id, ForeignKey("webtalk_poll_option.id", ondelete="CASCADE"), primary_key=True, index=True
    )
