from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.core import clock
from app.core.database import Base, Id


class SupportOption(Base):
    """One way to help a shop, with a sentence by the shopkeeper; several may be of one kind.

    kind: code of kinds.KINDS. title: the shop's own name for it, empty when the kind says enough. place: its rank among
    the shop's, from 0. is_on: not paused. url: of links. least_cents, most_cents, tax: of vouchers. has_wall: thanks
    are shown on the shop's page. How often a link was followed stands among the figures of the shop (shops/figures).
    """

    __tablename__ = "support_option"
    __table_args__ = (
        Index("ix_support_option_shop_id", "shop_id", "place"),
        CheckConstraint("least_cents > 0 AND most_cents >= least_cents", name="limits"),
        CheckConstraint("tax IN ('', 'single', 'multi')", name="tax"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    shop_id: Mapped[int] = mapped_column(Id, ForeignKey("shop.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(String(20))
    title: Mapped[str] = mapped_column(String(60), default="")
    place: Mapped[int] = mapped_column(default=0)
    sentence: Mapped[str] = mapped_column(Text, default="")
    url: Mapped[str] = mapped_column(String(500), default="")
    is_on: Mapped[bool] = mapped_column(default=True)
    has_wall: Mapped[bool] = mapped_column(default=False)
    least_cents: Mapped[int] = mapped_column(BigInteger, default=10_00)
    most_cents: Mapped[int] = mapped_column(BigInteger, default=250_00)
    tax: Mapped[str] = mapped_column(String(10), default="")
    changed_at: Mapped[datetime] = mapped_column(default=clock.now)
