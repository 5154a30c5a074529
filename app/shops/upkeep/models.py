from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from app.core import clock
from app.core.database import Base, Id


class ShopLetter(Base):
    """The letter of a quarter to one person, about all her shops. quarter: whose figures it tells, "2026-3".

    Written in the same commit as the letter itself: there is never a second one.
    """

    __tablename__ = "shop_letter"

    user_id: Mapped[int] = mapped_column(Id, ForeignKey("user.id", ondelete="CASCADE"), primary_key=True)
    quarter: Mapped[str] = mapped_column(String(6), primary_key=True)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)


class ShopLetterRefusal(Base):
    """Somebody wants no letters of the quarter."""

    __tablename__ = "shop_letter_refusal"

    user_id: Mapped[int] = mapped_column(Id, ForeignKey("user.id", ondelete="CASCADE"), primary_key=True)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
