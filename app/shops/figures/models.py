from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.core.database import Base, Id
from app.shops.figures.kinds import KINDS

ALL_KINDS = f"kind IN ({', '.join(map(repr, KINDS))})"


class ShopFigure(Base):
    """How often on a day; nothing of who it was.

    day: in Europe/Berlin; the first of the month for a month that was added up (services.roll_up). kind: of
    kinds.KINDS. way: which link, of kinds.WAYS; empty for pages of ours.
    """

    __tablename__ = "shop_figure"
    __table_args__ = (
        CheckConstraint("number > 0", name="number"),
        CheckConstraint(ALL_KINDS, name="kind"),
        Index("ix_shop_figure_day", "day"),
    )

    shop_id: Mapped[int] = mapped_column(Id, ForeignKey("shop.id", ondelete="CASCADE"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(10), primary_key=True)
    way: Mapped[str] = mapped_column(String(40), primary_key=True, default="")
    number: Mapped[int]
