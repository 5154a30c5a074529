from sqlalchemy import Float, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.core.database import Base, Id
from app.shops.map.cells import ZOOMS


class ShopSpot(Base):
    """A shop that everyone may see, as the map needs it: a narrow copy, so that 100,000 are counted in time.

    Written by keeping.py in the transaction that changes the shop. No row: not public, closed for good, or without
    position. The wide squares have an index that answers a whole count; the others only find the few rows of a window.
    """

    __tablename__ = "shop_spot"
    __table_args__ = (
        *(
            Index(f"ix_shop_spot_z{zoom}", f"cell_z{zoom}", "category", "wheelchair", "lat", "lon", "id")
            for zoom in ZOOMS[:3]
        ),
        *(Index(f"ix_shop_spot_z{zoom}", f"cell_z{zoom}") for zoom in ZOOMS[3:]),
        Index("ix_shop_spot_place_id", "place_id"),
    )

    id: Mapped[int] = mapped_column(Id, ForeignKey("shop.id", ondelete="CASCADE"), primary_key=True)
    lat: Mapped[float] = mapped_column(Float)
    lon: Mapped[float] = mapped_column(Float)
    category: Mapped[str] = mapped_column(String(30))
    wheelchair: Mapped[str] = mapped_column(String(10), default="")
    place_id: Mapped[int | None] = mapped_column(Id, ForeignKey("place.id"))
    cell_z6: Mapped[int] = mapped_column(Id)
    cell_z8: Mapped[int] = mapped_column(Id)
    cell_z10: Mapped[int] = mapped_column(Id)
    cell_z12: Mapped[int] = mapped_column(Id)
    cell_z14: Mapped[int] = mapped_column(Id)
    cell_z16: Mapped[int] = mapped_column(Id)
