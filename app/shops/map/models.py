from datetime import datetime

from sqlalchemy import Float, ForeignKey, Index, SmallInteger, String
from sqlalchemy.orm import Mapped, mapped_column

from app.core.database import Base, Id
from app.shops.map.cells import ZOOMS


class ShopSpot(Base):
    """A shop that everyone may see, as list and map need it: a narrow copy, so that 100,000 are counted in time.

    Written by keeping.py in the transaction that changes the shop. No row: not public, or closed for good.
    lat, lon, cell_…: all or none. rank: 0 when its people or the city answer for it, else 1; with sort_key the order
    of the list, in which an index also answers the filters. The wide squares have an index that answers a whole count;
    the others only find the few rows of a window.
    """

    __tablename__ = "shop_spot"
    __table_args__ = (
        *(
            Index(f"ix_shop_spot_z{zoom}", f"cell_z{zoom}", "category", "wheelchair", "lat", "lon", "id")
            for zoom in ZOOMS[:3]
        ),
        *(Index(f"ix_shop_spot_z{zoom}", f"cell_z{zoom}") for zoom in ZOOMS[3:]),
        Index("ix_shop_spot_place_id", "place_id", "rank", "sort_key", "id"),
        Index("ix_shop_spot_listed", "rank", "sort_key", "id", "category", "wheelchair"),
        Index("ix_shop_spot_named", "sort_key", "id", "category", "wheelchair"),
        Index("ix_shop_spot_newest", "published_at", "id", "category", "wheelchair"),
        Index("ix_shop_spot_category", "category", "rank", "sort_key", "id", "wheelchair"),
        Index("ix_shop_spot_position", "lat", "lon", "category", "wheelchair", "id"),
    )

    id: Mapped[int] = mapped_column(Id, ForeignKey("shop.id", ondelete="CASCADE"), primary_key=True)
    rank: Mapped[int] = mapped_column(SmallInteger, default=1)
    sort_key: Mapped[str] = mapped_column(String(200), default="")
    published_at: Mapped[datetime | None]
    lat: Mapped[float | None] = mapped_column(Float)
    lon: Mapped[float | None] = mapped_column(Float)
    category: Mapped[str] = mapped_column(String(30))
    wheelchair: Mapped[str] = mapped_column(String(10), default="")
    place_id: Mapped[int | None] = mapped_column(Id, ForeignKey("place.id"))
    cell_z6: Mapped[int | None] = mapped_column(Id)
    cell_z8: Mapped[int | None] = mapped_column(Id)
    cell_z10: Mapped[int | None] = mapped_column(Id)
    cell_z12: Mapped[int | None] = mapped_column(Id)
    cell_z14: Mapped[int | None] = mapped_column(Id)
    cell_z16: Mapped[int | None] = mapped_column(Id)
