from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.core import clock
from app.core.database import Base, Id
from app.core.identifiers import public_id

LONGEST_NAME, LONGEST_ADDRESS = 100, 2_000


class SavedSearch(Base):
    """A member's search. address: what stands behind "/suche?", without order and page.

    is_active: False while it rests. seen_at: when its person last said that the hits are seen.
    """

    __tablename__ = "saved_search"
    __table_args__ = (UniqueConstraint("user_id", "address"),)
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    public_id: Mapped[str] = mapped_column(String(10), default=public_id, unique=True)
    user_id: Mapped[int] = mapped_column(Id, ForeignKey("user.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(LONGEST_NAME))
    address: Mapped[str] = mapped_column(String(LONGEST_ADDRESS))
    is_active: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    changed_at: Mapped[datetime] = mapped_column(default=clock.now, index=True)
    seen_at: Mapped[datetime] = mapped_column(default=clock.now)


class SavedSearchHit(Base):
    """An entry that appeared after the search was saved and fits it; noted once."""

    __tablename__ = "saved_search_hit"
    __table_args__ = (Index("ix_saved_search_hit_found_at", "found_at"),)
    search_id: Mapped[int] = mapped_column(Id, ForeignKey("saved_search.id", ondelete="CASCADE"), primary_key=True)
    subject_id: Mapped[int] = mapped_column(
        Id, ForeignKey("subject.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    found_at: Mapped[datetime] = mapped_column(default=clock.now)
