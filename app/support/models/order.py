from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from app.core import clock
from app.core.database import Base, Id
from app.core.identifiers import public_id


class SupportOrder(Base):
    """Somebody means to pay: a gift, or the price of a voucher. What came of it stands in the bookings.

    shop_name, title (of the way to help), tax, holder, iban, bic: as they were when it was placed; later changes touch
    no order.
    claimed_at: "bezahlt laut Ihnen". email: of a gift only with double opt-in (email_confirmed_at), and gone after the
    thank-you. wall_*: the giver's wish for the public wall. line_key: the line of the statement that paid it.
    is_demo: invented, goes with the demo.
    """

    __tablename__ = "support_order"
    __table_args__ = (
        CheckConstraint("kind IN ('gift', 'voucher')", name="kind"),
        CheckConstraint("state IN ('open', 'received', 'cancelled')", name="state"),
        CheckConstraint("(state = 'received') = (received_at IS NOT NULL)", name="received"),
        CheckConstraint("amount_cents > 0", name="amount"),
        Index("ix_support_order_shop_id", "shop_id", "state", "created_at"),
        Index("ix_support_order_waiting", "state", "created_at"),
        Index("ix_support_order_email", text("lower(email)")),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    public_id: Mapped[str] = mapped_column(String(16), unique=True, default=public_id)
    shop_id: Mapped[int | None] = mapped_column(Id, ForeignKey("shop.id", ondelete="SET NULL"))
    shop_name: Mapped[str] = mapped_column(String(300))
    kind: Mapped[str] = mapped_column(String(10))
    title: Mapped[str] = mapped_column(String(60), default="")
    tax: Mapped[str] = mapped_column(String(10), default="")
    reference: Mapped[str] = mapped_column(String(12), unique=True)
    amount_cents: Mapped[int] = mapped_column(BigInteger)
    holder: Mapped[str] = mapped_column(String(70))
    iban: Mapped[str] = mapped_column(String(34))
    bic: Mapped[str] = mapped_column(String(11), default="")
    state: Mapped[str] = mapped_column(String(10), default="open")
    cancel_reason: Mapped[str] = mapped_column(String(20), default="")
    user_id: Mapped[int | None] = mapped_column(Id, ForeignKey("user.id"), index=True)
    name: Mapped[str] = mapped_column(String(120), default="")
    email: Mapped[str] = mapped_column(String(254), default="")
    email_confirmed_at: Mapped[datetime | None]
    wants_thanks: Mapped[bool] = mapped_column(default=False)
    wants_wall: Mapped[bool] = mapped_column(default=False)
    wall_name: Mapped[str] = mapped_column(String(60), default="")
    wall_text: Mapped[str] = mapped_column(Text, default="")
    wall_amount: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    claimed_at: Mapped[datetime | None]
    received_at: Mapped[datetime | None]
    cancelled_at: Mapped[datetime | None]
    line_key: Mapped[str | None] = mapped_column(String(64))
    is_demo: Mapped[bool] = mapped_column(default=False)
