from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core import clock
from app.core.database import Base, Id
from app.core.subjects import Subject
from app.webtalks.models.series import Series


class Webtalk(Base):
    """One dated talk. Shares its id with its subject row; hosts are grants ("webtalk_host", scope: this id).

    starts_at, ends_at: empty only in a draft. series_on: the date the series' rule gave, which stays when it is moved.
    room_name: unguessable, one per date, never on a public page. sequence: rises with each change a calendar must
    hear of. capacity: seats; None: as many as come. taken_seats, waiting_count: counted anew under the lock with every
    change of a registration; the database refuses one seat too many.
    meeting "link": meeting_url takes the place of the room; with "jitsi" it is what people use when the room is down.
    questions: [{"key", "label", "kind": "text"|"choice"|"yes", "options": […], "required": bool}].
    agenda: [{"at_minute": minutes after the start, "text"}].
    """

    __tablename__ = "webtalk"
    __table_args__ = (
        CheckConstraint("(starts_at IS NULL) = (ends_at IS NULL)", name="both_times"),
        CheckConstraint("ends_at > starts_at", name="order"),
        CheckConstraint("capacity IS NULL OR capacity BETWEEN 1 AND 10000", name="capacity"),
        CheckConstraint("taken_seats >= 0 AND (capacity IS NULL OR taken_seats <= capacity)", name="seats"),
        CheckConstraint("admission IN ('public', 'members', 'municipalities', 'invited')", name="admission"),
        CheckConstraint("meeting IN ('jitsi', 'link')", name="meeting"),
        CheckConstraint("(series_id IS NULL) = (series_on IS NULL)", name="series_date"),
        UniqueConstraint("series_id", "series_on"),
        Index("ix_webtalk_starts_at", "starts_at", "id"),
        Index("ix_webtalk_ends_at", "ends_at", "id"),
    )

    id: Mapped[int] = mapped_column(Id, ForeignKey("subject.id", ondelete="CASCADE"), primary_key=True)
    series_id: Mapped[int | None] = mapped_column(Id, ForeignKey("webtalk_series.id"))
    series_on: Mapped[date | None] = mapped_column(Date)
    starts_at: Mapped[datetime | None]
    ends_at: Mapped[datetime | None]
    description_md: Mapped[str] = mapped_column(Text, default="")
    description_html: Mapped[str] = mapped_column(Text, default="")
    renderer_version: Mapped[int] = mapped_column(default=0)
    agenda: Mapped[list[Any]] = mapped_column(default=list)
    capacity: Mapped[int | None]
    taken_seats: Mapped[int] = mapped_column(default=0)
    waiting_count: Mapped[int] = mapped_column(default=0)
    admission: Mapped[str] = mapped_column(String(16), default="members")
    asks_to_confirm: Mapped[bool] = mapped_column(default=True)
    """Seats are few: the day before, who has not said again that he comes gives way to who waits."""

    questions: Mapped[list[Any]] = mapped_column(default=list)
    meeting: Mapped[str] = mapped_column(String(8), default="jitsi")
    meeting_url: Mapped[str] = mapped_column(String(1000), default="")
    dial_in: Mapped[str] = mapped_column(Text, default="")
    room_name: Mapped[str] = mapped_column(String(120), unique=True)
    sequence: Mapped[int] = mapped_column(default=0)
    moved_from: Mapped[datetime | None]
    """The start people knew before the latest move."""

    cancelled_at: Mapped[datetime | None]
    cancel_reason: Mapped[str] = mapped_column(Text, default="")
    asked_at: Mapped[datetime | None]
    """When the registered were asked whether they still come."""

    released_at: Mapped[datetime | None]
    """When unconfirmed seats were given on."""

    reminded: Mapped[str] = mapped_column(String(40), default="")
    """Which reminder was written last, and for which start."""

    attended_count: Mapped[int | None]
    """How many were there; stays when the registrations are deleted."""

    closed_at: Mapped[datetime | None]
    """When the host has closed it afterwards, with a recap or without."""

    recap_at: Mapped[datetime | None]
    """Since when its recap may be read."""

    recap_asked_at: Mapped[datetime | None]
    """When its hosts were asked for the recap."""

    subject: Mapped[Subject] = relationship(foreign_keys=[id])
    series: Mapped[Series | None] = relationship(lazy="raise")

    @property
    def is_cancelled(self) -> bool:
        return self.cancelled_at is not None

    @property
    def is_full(self) -> bool:
        return self.capacity is not None and self.taken_seats >= self.capacity

    def has_begun(self) -> bool:
        return self.starts_at is not None and self.starts_at <= clock.now()

    def is_over(self) -> bool:
        return self.ends_at is not None and self.ends_at <= clock.now()


class Speaker(Base):
    """Who speaks: a member (user_id) or a guest. When a member leaves, the name goes."""

    __tablename__ = "webtalk_speaker"
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    webtalk_id: Mapped[int] = mapped_column(Id, ForeignKey("webtalk.id", ondelete="CASCADE"), index=True)
    user_id: Mapped[int | None] = mapped_column(Id, ForeignKey("user.id"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    name: Mapped[str] = mapped_column(String(120))
    role: Mapped[str] = mapped_column(String(200), default="")
    about: Mapped[str] = mapped_column(Text, default="")
    picture_id: Mapped[int | None] = mapped_column(Id, ForeignKey("attachment.id", ondelete="SET NULL"))


class TalkLink(Base):
    """A measure or case the talk is about."""

    __tablename__ = "webtalk_link"
    webtalk_id: Mapped[int] = mapped_column(Id, ForeignKey("webtalk.id", ondelete="CASCADE"), primary_key=True)
    subject_id: Mapped[int] = mapped_column(
        Id, ForeignKey("subject.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    position: Mapped[int] = mapped_column(default=0)


class Invitation(Base):
    """Who may register when only invited people may; known by the address of the account or by the mail."""

    __tablename__ = "webtalk_invitation"
    __table_args__ = (UniqueConstraint("webtalk_id", "email_folded"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    webtalk_id: Mapped[int] = mapped_column(Id, ForeignKey("webtalk.id", ondelete="CASCADE"))
    email: Mapped[str] = mapped_column(String(254))
    email_folded: Mapped[str] = mapped_column(String(254), index=True)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
