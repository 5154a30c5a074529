from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.core import clock
from app.core.database import Base, Id


class Booking(Base):
    """One line of the books, never changed and never deleted: the database refuses it. A mistake is set right by a
    second booking, corrects_id.

    book: money (what the shop said it received or gave back) or worth (what a voucher is good for).
    amount_cents: signed. ukey: makes the same act happen once. by: till's name, "statement", or nothing for a person.
    """

    __tablename__ = "booking"
    __table_args__ = (
        CheckConstraint("book IN ('money', 'worth')", name="book"),
        CheckConstraint(
            "(kind IN ('receipt', 'issue', 'reversal') AND amount_cents > 0)"
            " OR (kind IN ('redemption', 'withdrawal', 'refund', 'correction') AND amount_cents < 0)",
            name="sign",
        ),
        Index("ix_booking_order_id", "order_id", "book"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    order_id: Mapped[int] = mapped_column(Id, ForeignKey("support_order.id"))
    book: Mapped[str] = mapped_column(String(10))
    kind: Mapped[str] = mapped_column(String(20))
    amount_cents: Mapped[int] = mapped_column(BigInteger)
    ukey: Mapped[str] = mapped_column(String(80), unique=True)
    by: Mapped[str] = mapped_column(String(60), default="")
    actor_id: Mapped[int | None] = mapped_column(Id, ForeignKey("user.id"), index=True)
    corrects_id: Mapped[int | None] = mapped_column(Id, ForeignKey("booking.id"), unique=True)
    created_at: Mapped[datetime] = mapped_column(default=clock.now, index=True)
