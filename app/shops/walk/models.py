from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.core import clock
from app.core.database import Base, Id

KINDS = {
    "right": "stimmt",
    "changed": "geändert",
    "closed": "geschlossen",
    "missing": "nicht gefunden",
    "photo": "Foto",
}


class ShopCheck(Base):
    """What somebody of the city said in front of a shop.

    key: made by the phone, so that what is sent twice is written once. done_at: when it was tapped, by our clock.
    state: done, noted (somebody had changed the entry since; nothing was overwritten) or undone. said: what was typed.
    before: what it replaced, to take it back. after: version of the entry right afterwards; while it is the same,
    nobody else has changed anything.
    """

    __tablename__ = "shop_check"
    __table_args__ = (
        CheckConstraint(f"kind IN ({', '.join(map(repr, KINDS))})", name="kind"),
        CheckConstraint("state IN ('done', 'noted', 'undone')", name="state"),
        Index("ix_shop_check_shop_id", "shop_id", "id"),
        Index("ix_shop_check_created_at", "created_at"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    key: Mapped[str] = mapped_column(String(36), unique=True)
    shop_id: Mapped[int] = mapped_column(Id, ForeignKey("shop.id", ondelete="CASCADE"))
    user_id: Mapped[int | None] = mapped_column(Id, ForeignKey("user.id", ondelete="SET NULL"), index=True)
    kind: Mapped[str] = mapped_column(String(10))
    state: Mapped[str] = mapped_column(String(10), default="done")
    note: Mapped[str] = mapped_column(Text, default="")
    said: Mapped[dict[str, Any]] = mapped_column(default=dict)
    before: Mapped[dict[str, Any]] = mapped_column(default=dict)
    after: Mapped[int] = mapped_column(default=0)
    done_at: Mapped[datetime]
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
