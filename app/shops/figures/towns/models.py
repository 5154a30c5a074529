from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from app.core.database import Base, Id
from app.shops.figures.models import ALL_KINDS


class TownFigure(Base):
    """What the shops of a town had in a quarter that has ended; never changed afterwards.

    Otherwise the difference between two looks, before and after a shop left, would be that shop's own figures.
    quarter: its first day. shops: how many had any of this kind; number: their sum. Both None: fewer than LEAST_SHOPS.
    """

    __tablename__ = "town_figure"
    __table_args__ = (
        CheckConstraint("(number IS NULL) = (shops IS NULL)", name="both"),
        CheckConstraint(ALL_KINDS, name="kind"),
    )

    place_id: Mapped[int] = mapped_column(Id, ForeignKey("place.id", ondelete="CASCADE"), primary_key=True)
    quarter: Mapped[date] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(10), primary_key=True)
    number: Mapped[int | None]
    shops: Mapped[int | None]
