from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from app.core import clock
from app.core.database import Base, Id

STATES = ("begun", "waiting", "replaced", "kept")


class Completion(Base):
    """A case written in place of an example that a source names without facts (a stub).

    state: begun (not yet public) → waiting (staff decide) → replaced (the stub is retired) or kept (both stand).
    stub_title, stub_slug, source_name: as they were when it began; the stub may be gone one day.
    """

    __tablename__ = "completion"
    __table_args__ = (CheckConstraint(f"state IN ({', '.join(map(repr, STATES))})", name="state"),)

    case_id: Mapped[int] = mapped_column(Id, ForeignKey("case_study.id", ondelete="CASCADE"), primary_key=True)
    stub_id: Mapped[int | None] = mapped_column(Id, ForeignKey("case_study.id", ondelete="SET NULL"), index=True)
    stub_title: Mapped[str] = mapped_column(String(300))
    stub_slug: Mapped[str] = mapped_column(String(100))
    source_name: Mapped[str] = mapped_column(String(300), default="")
    state: Mapped[str] = mapped_column(String(10), default="begun", index=True)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    decided_by_id: Mapped[int | None] = mapped_column(Id, ForeignKey("user.id"))
    decided_at: Mapped[datetime | None]
