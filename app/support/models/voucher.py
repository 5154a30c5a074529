from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from app.core import clock
from app.core.database import Base, Id


class Voucher(Base):
    """A voucher that was paid: issued by one shop, redeemed only there. Its order has the same id.

    balance_cents: kept with each booking of its worth, so that the database refuses a cent too many.
    code: as printed, without hyphens. valid_until: the last day, Europe/Berlin.
    """

    __tablename__ = "voucher"
    __table_args__ = (
        CheckConstraint("amount_cents > 0", name="amount"),
        CheckConstraint("balance_cents BETWEEN 0 AND amount_cents", name="balance"),
    )

    id: Mapped[int] = mapped_column(Id, ForeignKey("support_order.id"), primary_key=True, autoincrement=False)
    code: Mapped[str] = mapped_column(String(20), unique=True)
    amount_cents: Mapped[int] = mapped_column(BigInteger)
    balance_cents: Mapped[int] = mapped_column(BigInteger)
    tax: Mapped[str] = mapped_column(String(10), default="")
    valid_until: Mapped[date]
    issued_at: Mapped[datetime] = mapped_column(default=clock.now)
    withdrawn_at: Mapped[datetime | None]
