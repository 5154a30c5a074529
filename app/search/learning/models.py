from datetime import date

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.core.database import Base, Id


class SearchCount(Base):
    """How often on a day. name: "searches", "empty", or "rank:3" for clicks on the third hit."""

    __tablename__ = "search_count"
    day: Mapped[date] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(20), primary_key=True)
    number: Mapped[int] = mapped_column(default=0)


class MissingText(Base):
    """A search that found nothing. text stays empty until it came on MANY_DAYS different days.

    key: keyed hash of the text, so that nobody can read from the table what somebody once looked for.
    """

    __tablename__ = "missing_text"
    __table_args__ = (Index("ix_missing_text_last_day", "last_day"),)
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    key: Mapped[str] = mapped_column(String(40), unique=True)
    text: Mapped[str] = mapped_column(String(80), default="")
    days: Mapped[int] = mapped_column(default=1)
    times: Mapped[int] = mapped_column(default=0)
    last_day: Mapped[date]
    is_settled: Mapped[bool] = mapped_column(default=False)
