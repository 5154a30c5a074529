from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.core.database import Base, Id


class ShopHelp(Base):
    """A way to help this shop that is open now, for filters of list and map; written by the feature support.

    kind: code of kinds.HELPS.
    """

    __tablename__ = "shop_help"
    __table_args__ = (Index("ix_shop_help_kind", "kind", "shop_id"),)

    shop_id: Mapped[int] = mapped_column(Id, ForeignKey("shop.id", ondelete="CASCADE"), primary_key=True)
    kind: Mapped[str] = mapped_column(String(20), primary_key=True)
