from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.core import clock
from app.core.database import Base, Id
from app.core.identifiers import public_id

WAYS = {
    "domain": "Mail an die eigene Domain",
    "letter": "Code in einem Brief an den Laden",
    "staff": "Die Redaktion prüft",
}
STATES = ("open", "granted", "refused")


class ShopClaim(Base):
    """Somebody says that an unclaimed entry is hers. One open claim per person and shop.

    way: how she wants it proved. email: at the shop's own domain, for that way alone. proved_at: the code was right,
    but another one claims the shop too, so staff decide. token_id: of the code that was printed or sent last.
    """

    __tablename__ = "shop_claim"
    __table_args__ = (
        CheckConstraint(f"way IN ({', '.join(map(repr, WAYS))})", name="way"),
        CheckConstraint(f"state IN ({', '.join(map(repr, STATES))})", name="state"),
        Index("ix_shop_claim_state", "state", "id"),
        Index("ix_shop_claim_shop_id", "shop_id", "state"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    public_id: Mapped[str] = mapped_column(String(16), unique=True, default=public_id)
    shop_id: Mapped[int] = mapped_column(Id, ForeignKey("shop.id", ondelete="CASCADE"))
    user_id: Mapped[int] = mapped_column(Id, ForeignKey("user.id", ondelete="CASCADE"), index=True)
    way: Mapped[str] = mapped_column(String(10))
    message: Mapped[str] = mapped_column(Text, default="")
    email: Mapped[str] = mapped_column(String(254), default="")
    state: Mapped[str] = mapped_column(String(10), default="open")
    token_id: Mapped[int | None] = mapped_column(Id)
    printed_at: Mapped[datetime | None]
    proved_at: Mapped[datetime | None]
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[int | None] = mapped_column(Id, ForeignKey("user.id", ondelete="SET NULL"))
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
