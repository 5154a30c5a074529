from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from app.core import clock
from app.core.database import Base, Id
from app.core.identifiers import public_id

STATES = {
    "checking": "Wird geprüft",
    "ready": "Geprüft, noch nichts übernommen",
    "taking": "Wird übernommen",
    "done": "Übernommen",
    "failed": "Nicht lesbar",
}


class ShopUpload(Base):
    """A file of shops and what has become of it.

    source, source_name, licence, bbox: as for `flask shops import`, "" where nobody said. counts: action → rows, and
    "fehlerhaft". lines: what the page shows of the report; all of it is report_file_id, a CSV. skips_bad: rows that
    cannot be taken are left out. Files are of this row alone.
    """

    __tablename__ = "shop_upload"
    __table_args__ = (CheckConstraint(f"state IN ({', '.join(map(repr, STATES))})", name="state"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    public_id: Mapped[str] = mapped_column(String(16), unique=True, default=public_id)
    user_id: Mapped[int | None] = mapped_column(Id, ForeignKey("user.id", ondelete="SET NULL"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    source: Mapped[str] = mapped_column(String(60), default="")
    source_name: Mapped[str] = mapped_column(String(300), default="")
    licence: Mapped[str] = mapped_column(String(100), default="")
    bbox: Mapped[str] = mapped_column(String(100), default="")
    file_id: Mapped[int | None] = mapped_column(Id, ForeignKey("stored_file.id"), index=True)
    report_file_id: Mapped[int | None] = mapped_column(Id, ForeignKey("stored_file.id"), index=True)
    state: Mapped[str] = mapped_column(String(10), default="checking")
    skips_bad: Mapped[bool] = mapped_column(default=False)
    counts: Mapped[dict[str, Any]] = mapped_column(default=dict)
    lines: Mapped[list[Any]] = mapped_column(default=list)
    created_at: Mapped[datetime] = mapped_column(default=clock.now, index=True)

    @property
    def is_working(self) -> bool:
        return self.state in ("checking", "taking")

    @property
    def bad(self) -> int:
        return int(self.counts.get("fehlerhaft", 0))
