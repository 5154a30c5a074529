from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.core import clock
from app.core.database import Base, Id


class Proposal(Base):
    """A line of a statement that may pay an order, for the shop to look at: nothing is booked by guess.

    why: amount, slip, several, again (the order was paid before). Of the line nothing else is kept.
    """

    __tablename__ = "payment_proposal"
    __table_args__ = (
        CheckConstraint("why IN ('amount', 'slip', 'several', 'again')", name="why"),
        Index("ix_payment_proposal_shop_id", "shop_id", "done_at"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    shop_id: Mapped[int] = mapped_column(Id, ForeignKey("shop.id", ondelete="CASCADE"))
    order_id: Mapped[int] = mapped_column(Id, ForeignKey("support_order.id"), index=True)
    line_key: Mapped[str] = mapped_column(String(64), unique=True)
    amount_cents: Mapped[int] = mapped_column(BigInteger)
    booked_on: Mapped[date | None]
    why: Mapped[str] = mapped_column(String(10))
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    done_at: Mapped[datetime | None]
