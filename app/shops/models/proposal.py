from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.core import clock
from app.core.database import Base, Id
from app.core.identifiers import public_id

PROPOSAL_STATES = ("open", "asked", "entered", "declined")


class ShopProposal(Base):
    """A shop somebody misses. Seen by staff alone. name, email: of who proposed it, until it is decided.

    town: as typed; place_id: the municipality it means. website: or another way to reach the shop.
    """

    __tablename__ = "shop_proposal"
    __table_args__ = (
        CheckConstraint(f"state IN ({', '.join(map(repr, PROPOSAL_STATES))})", name="state"),
        Index("ix_shop_proposal_state", "state", "created_at"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    public_id: Mapped[str] = mapped_column(String(16), unique=True, default=public_id)
    title: Mapped[str] = mapped_column(String(200))
    street: Mapped[str] = mapped_column(String(160), default="")
    town: Mapped[str] = mapped_column(String(200), default="")
    place_id: Mapped[int | None] = mapped_column(Id, ForeignKey("place.id", ondelete="SET NULL"), index=True)
    website: Mapped[str] = mapped_column(String(500), default="")
    why: Mapped[str] = mapped_column(Text, default="")
    name: Mapped[str] = mapped_column(String(120), default="")
    email: Mapped[str] = mapped_column(String(254), default="")
    user_id: Mapped[int | None] = mapped_column(Id, ForeignKey("user.id", ondelete="SET NULL"), index=True)
    state: Mapped[str] = mapped_column(String(10), default="open")
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    asked_at: Mapped[datetime | None]
    decided_at: Mapped[datetime | None]
