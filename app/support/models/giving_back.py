from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.core import clock
from app.core.database import Base, Id


class VoucherReturn(Base):
    """One side wishes that a part of a voucher goes back; only when the other agrees something is booked.

    asked_by: buyer or shop. amount_cents: of the voucher's worth, and what the shop then owes. state: open, agreed,
    or ended (declined, thought better of, or overtaken by a withdrawal).
    """

    __tablename__ = "voucher_return"
    __table_args__ = (
        CheckConstraint("asked_by IN ('buyer', 'shop')", name="asked_by"),
        CheckConstraint("state IN ('open', 'agreed', 'ended')", name="state"),
        CheckConstraint("amount_cents > 0", name="amount"),
        Index("ix_voucher_return_order_id", "order_id", "state"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    order_id: Mapped[int] = mapped_column(Id, ForeignKey("support_order.id"))
    amount_cents: Mapped[int] = mapped_column(BigInteger)
    asked_by: Mapped[str] = mapped_column(String(10))
    state: Mapped[str] = mapped_column(String(10), default="open")
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    decided_at: Mapped[datetime | None]
