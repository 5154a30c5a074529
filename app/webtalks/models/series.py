from datetime import date, datetime, time
from typing import Any

from sqlalchemy import CheckConstraint, Date, ForeignKey, String, Time
from sqlalchemy.orm import Mapped, mapped_column

from app.core import clock
from app.core.database import Base, Id
from app.core.identifiers import public_id


class Series(Base):
    """A rule for dates, in the wall time of Europe/Berlin, as RRULE says it: 10:00 stays 10:00 all the year.

    rhythm "weekly": every `every` weeks on the weekday of starts_on. "monthly": every `every` months on the weekday of
    starts_on, the `nth` of the month (1 to 4, -1: the last). ends_on or count ends it; one of them is set.
    skipped: ISO dates the rule would give and that are left out. Moved and cancelled dates are facts of the talk.
    owner_id, author_id: as in Subject, so that the same rules fit.
    """

    __tablename__ = "webtalk_series"
    __table_args__ = (
        CheckConstraint("rhythm IN ('weekly', 'monthly')", name="rhythm"),
        CheckConstraint("every BETWEEN 1 AND 12", name="every"),
        CheckConstraint("(rhythm = 'monthly') = (nth IS NOT NULL)", name="nth_only_monthly"),
        CheckConstraint("nth IS NULL OR nth IN (1, 2, 3, 4, -1)", name="nth"),
        CheckConstraint("(ends_on IS NULL) <> (count IS NULL)", name="ends"),
        CheckConstraint("length_minutes BETWEEN 5 AND 720", name="length"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    public_id: Mapped[str] = mapped_column(String(16), unique=True, default=public_id)
    title: Mapped[str] = mapped_column(String(300))
    owner_id: Mapped[int | None] = mapped_column(Id, ForeignKey("subject.id"), index=True)
    author_id: Mapped[int | None] = mapped_column(Id, ForeignKey("user.id"))
    rhythm: Mapped[str] = mapped_column(String(10))
    every: Mapped[int] = mapped_column(default=1)
    nth: Mapped[int | None]
    starts_on: Mapped[date] = mapped_column(Date)
    ends_on: Mapped[date | None] = mapped_column(Date)
    count: Mapped[int | None]
    starts_at_time: Mapped[time] = mapped_column(Time)
    length_minutes: Mapped[int]
    skipped: Mapped[list[Any]] = mapped_column(default=list)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
