from datetime import datetime
from typing import Any

from sqlalchemy import Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.core import clock
from app.core.database import Base, Id


class Letter(Base):
    """One mail to one address. Text and HTML are emptied after sending: they may hold secret links."""

    __tablename__ = "letter"
    __table_args__ = (Index("ix_letter_created", "created_at", "id"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    ukey: Mapped[str | None] = mapped_column(String(200), unique=True)
    template: Mapped[str] = mapped_column(String(100))
    to_address: Mapped[str] = mapped_column(String(254))
    reply_to: Mapped[str] = mapped_column(String(254), default="")
    subject: Mapped[str] = mapped_column(String(300))
    text: Mapped[str] = mapped_column(Text)
    html: Mapped[str] = mapped_column(Text)
    calendar: Mapped[str] = mapped_column(Text, default="")
    """An iCalendar text that mail programs offer to take over; its METHOD stands in it."""

    headers: Mapped[dict[str, Any]] = mapped_column(default=dict)
    message_id: Mapped[str] = mapped_column(String(200))
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    sent_at: Mapped[datetime | None]
    refused: Mapped[str] = mapped_column(Text, default="")
