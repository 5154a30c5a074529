"""What is remembered of entries that are not, or not yet, in the directory."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, Float, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.core import clock
from app.core.database import Base, Id
from app.core.identifiers import public_id


class ShopTombstone(Base):
    """Somebody had an entry taken away: no import brings it back.

    source, external_id: as in ShopSource; empty when the entry came from nowhere. name_key, lat, lon: to know it again
    in another source. shop_id: the withdrawn entry, as long as it is kept.
    """

    __tablename__ = "shop_tombstone"
    __table_args__ = (
        Index("ix_shop_tombstone_source", "source", "external_id"),
        Index("ix_shop_tombstone_shop_id", "shop_id"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    shop_id: Mapped[int | None] = mapped_column(Id, ForeignKey("shop.id", ondelete="SET NULL"))
    source: Mapped[str] = mapped_column(String(60), default="")
    external_id: Mapped[str] = mapped_column(String(200), default="")
    name_key: Mapped[str] = mapped_column(String(200))
    lat: Mapped[float | None] = mapped_column(Float)
    lon: Mapped[float | None] = mapped_column(Float)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)


class ShopTwin(Base):
    """A row of an import that may be a shop we have: it waits until somebody has looked.

    shop_id: which shop it may be. reason: German, why. data: the row. source …: as in ShopSource.
    decision: "" while it waits, "same", "other".
    """

    __tablename__ = "shop_twin"
    __table_args__ = (
        UniqueConstraint("source", "external_id"),
        CheckConstraint("decision IN ('', 'same', 'other')", name="decision"),
        Index("ix_shop_twin_decision", "decision", "id"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    public_id: Mapped[str] = mapped_column(String(16), unique=True, default=public_id)
    shop_id: Mapped[int] = mapped_column(Id, ForeignKey("shop.id", ondelete="CASCADE"), index=True)
    source: Mapped[str] = mapped_column(String(60))
    external_id: Mapped[str] = mapped_column(String(200))
    name: Mapped[str] = mapped_column(String(300))
    url: Mapped[str] = mapped_column(String(1000), default="")
    licence: Mapped[str] = mapped_column(String(100))
    licence_url: Mapped[str] = mapped_column(String(500), default="")
    reason: Mapped[str] = mapped_column(String(300))
    data: Mapped[dict[str, Any]] = mapped_column(default=dict)
    decision: Mapped[str] = mapped_column(String(10), default="")
    decided_by_id: Mapped[int | None] = mapped_column(Id, ForeignKey("user.id", ondelete="SET NULL"))
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
