from datetime import datetime

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.core import clock
from app.core.database import Base, Id


class IndexCheck(Base):
    """One comparison of index and database. missing, outdated, superfluous, doubled: entries, all mended.

    is_broken: there was no index to compare with; a new one was asked for.
    """

    __tablename__ = "index_check"
    __table_args__ = (CheckConstraint("in_database >= 0 AND in_index >= 0", name="counts"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    began_at: Mapped[datetime] = mapped_column(default=clock.now, index=True)
    seconds: Mapped[float] = mapped_column(default=0.0)
    in_database: Mapped[int] = mapped_column(default=0)
    in_index: Mapped[int] = mapped_column(default=0)
    missing: Mapped[int] = mapped_column(default=0)
    outdated: Mapped[int] = mapped_column(default=0)
    superfluous: Mapped[int] = mapped_column(default=0)
    doubled: Mapped[int] = mapped_column(default=0)
    is_broken: Mapped[bool] = mapped_column(default=False)

    @property
    def differences(self) -> int:
        return self.missing + self.outdated + self.superfluous + self.doubled
