from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from app.core.database import Base, Id


class IndexPending(Base):
    """A subject whose place in the index is out of date. Written in the commit that changed it.

    No foreign key: what is deleted has to leave the index too. done_at: when it was put into the index; kept for
    a while, because an index that was being built anew at that moment has to take it in once more.
    """

    __tablename__ = "index_pending"
    __table_args__ = (Index("ix_index_pending_done_at", "done_at", "id"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    subject_id: Mapped[int] = mapped_column(Id)
    version: Mapped[int] = mapped_column(default=0)
    done_at: Mapped[datetime | None]
