from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.core import clock
from app.core.database import Base, Id

OUTCOMES = ("", "alive", "gone", "silent", "barred", "unsure")


class OutwardLink(Base):
    """An address outside that shops point at, once, however many do. Nothing of what it answered is kept.

    seen_on: the last day some shop pointed at it. next_at: when to ask. asked_at: when it was handed out. outcome: of
    the last time; gone: the site says so; silent: no answer; barred: its robots.txt asks us not to; unsure: too busy.
    failures: days in a row on which it failed; last_failed_on: the last of them. dead_at: since when it counts as dead.
    """

    __tablename__ = "outward_link"
    __table_args__ = (
        CheckConstraint(f"outcome IN ({', '.join(map(repr, OUTCOMES))})", name="outcome"),
        Index("ix_outward_link_next_at", "next_at", "id"),
        Index("ix_outward_link_asked_at", "asked_at"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    url: Mapped[str] = mapped_column(String(500), unique=True)
    host: Mapped[str] = mapped_column(String(255))
    seen_on: Mapped[date] = mapped_column(default=clock.today)
    next_at: Mapped[datetime] = mapped_column(default=clock.now)
    asked_at: Mapped[datetime | None]
    outcome: Mapped[str] = mapped_column(String(10), default="")
    failures: Mapped[int] = mapped_column(default=0)
    last_failed_on: Mapped[date | None]
    dead_at: Mapped[datetime | None]
