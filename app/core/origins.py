"""Where an entry comes from when no member wrote it: shown on the entry, kept apart from members' own words."""

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from app.core.database import Base, Id


class Source(Base):
    """Origin of an imported entry. author: as the source names it."""

    __tablename__ = "source"
    subject_id: Mapped[int] = mapped_column(Id, ForeignKey("subject.id", ondelete="CASCADE"), primary_key=True)
    name: Mapped[str] = mapped_column(String(300))
    author: Mapped[str] = mapped_column(String(300), default="")
    url: Mapped[str] = mapped_column(String(1000), default="")
    licence: Mapped[str] = mapped_column(String(100))
    licence_url: Mapped[str] = mapped_column(String(500), default="")
