from datetime import datetime

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.core import clock
from app.core.database import Base, Id

LONGEST_TERM, MOST_TERMS = 80, 25


class SynonymEntry(Base):
    """A line of the word list. key: first term, folded. terms and narrower: one to a line, as written.

    origin: where the line is from, "Redaktion" or a source on /datenquellen. is_active: False rests, kept for later.
    """

    __tablename__ = "synonym_entry"
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    key: Mapped[str] = mapped_column(String(120), unique=True)
    area: Mapped[str] = mapped_column(String(60), default="")
    terms: Mapped[str] = mapped_column(Text)
    narrower: Mapped[str] = mapped_column(Text, default="")
    origin: Mapped[str] = mapped_column(String(60), default="Redaktion")
    is_active: Mapped[bool] = mapped_column(default=True)
    changed_at: Mapped[datetime] = mapped_column(default=clock.now, onupdate=clock.now)
