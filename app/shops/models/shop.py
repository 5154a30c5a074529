from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, Float, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.database import Base, Id
from app.core.subjects import Subject

CONFIRMERS = ("shop", "city")
WHEELCHAIR = ("yes", "limited", "no")


def _confirmer(column: str) -> str:
    """Who confirmed is said if and only if something is confirmed."""
    return f"({column}_at IS NULL) = ({column}_by = '') AND {column}_by IN ('', 'shop', 'city')"


class Shop(Base):
    """A shop, café, theatre, club, stall, or an artist without premises. Shares its id with its subject row.

    Its people are grants ("shop_owner", scope: this id). claimed_at: since when it has somebody; None: an entry
    taken from open data or left by its owner, "unbestätigter Eintrag".
    category: code of categories.py. city: as in the address; the municipality is subject.place_id.
    lat, lon: WGS 84 degrees, both or none; the map keeps its own copy with squares (map/models.py).
    opening_hours: OSM syntax that hours/ can read; None: not known. hours_text: what the syntax cannot say.
    open_from, open_to: the present or next span of opening (UTC), only from confirmed hours; kept up by a ticker.
    confirmed_at, hours_confirmed_at: when shop or city last said that it is right. checked_by_city_at: when the city
    last did, whatever the shop said since. closed_at: closed for good.
    email: never public. social: [{"kind", "url"}].
    """

    __tablename__ = "shop"
    __table_args__ = (
        CheckConstraint("(lat IS NULL) = (lon IS NULL)", name="both_degrees"),
        CheckConstraint("lat BETWEEN -90 AND 90 AND lon BETWEEN -180 AND 180", name="degrees"),
        CheckConstraint(_confirmer("confirmed"), name="confirmed"),
        CheckConstraint(_confirmer("hours_confirmed"), name="hours_confirmed"),
        CheckConstraint("(open_from IS NULL) = (open_to IS NULL)", name="span"),
        CheckConstraint(f"wheelchair IN ('', {', '.join(map(repr, WHEELCHAIR))})", name="wheelchair"),
        Index("ix_shop_category", "category", "id"),
        Index("ix_shop_position", "lat", "lon"),
        Index("ix_shop_open", "open_to", "open_from", "hours_confirmed_at", "id"),
        Index("ix_shop_confirmed_at", "confirmed_at"),
        Index("ix_shop_postcode", "postcode"),
    )

    id: Mapped[int] = mapped_column(Id, ForeignKey("subject.id", ondelete="CASCADE"), primary_key=True)
    category: Mapped[str] = mapped_column(String(30), default="sonstiges")
    story_md: Mapped[str] = mapped_column(Text, default="")
    story_html: Mapped[str] = mapped_column(Text, default="")
    renderer_version: Mapped[int] = mapped_column(default=0)
    street: Mapped[str] = mapped_column(String(120), default="")
    house_number: Mapped[str] = mapped_column(String(20), default="")
    postcode: Mapped[str] = mapped_column(String(10), default="")
    city: Mapped[str] = mapped_column(String(120), default="")
    lat: Mapped[float | None] = mapped_column(Float)
    lon: Mapped[float | None] = mapped_column(Float)
    opening_hours: Mapped[str | None] = mapped_column(Text)
    hours_text: Mapped[str] = mapped_column(Text, default="")
    hours_confirmed_at: Mapped[datetime | None]
    hours_confirmed_by: Mapped[str] = mapped_column(String(10), default="")
    open_from: Mapped[datetime | None]
    open_to: Mapped[datetime | None]
    confirmed_at: Mapped[datetime | None]
    confirmed_by: Mapped[str] = mapped_column(String(10), default="")
    checked_by_city_at: Mapped[datetime | None]
    claimed_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    phone: Mapped[str] = mapped_column(String(40), default="")
    email: Mapped[str] = mapped_column(String(254), default="")
    website: Mapped[str] = mapped_column(String(500), default="")
    online_shop: Mapped[str] = mapped_column(String(500), default="")
    delivers: Mapped[bool] = mapped_column(default=False)
    delivery_text: Mapped[str] = mapped_column(Text, default="")
    wheelchair: Mapped[str] = mapped_column(String(10), default="")
    wheelchair_text: Mapped[str] = mapped_column(Text, default="")
    social: Mapped[list[Any]] = mapped_column(default=list)

    subject: Mapped[Subject] = relationship(foreign_keys=[id])

    @property
    def is_claimed(self) -> bool:
        return self.claimed_at is not None

    @property
    def is_closed(self) -> bool:
        return self.closed_at is not None

    @property
    def address(self) -> str:
        """ "Hauptstraße 12, 69117 Heidelberg", as far as it is known."""
        street, town = f"{self.street} {self.house_number}".strip(), f"{self.postcode} {self.city}".strip()
        return ", ".join(part for part in (street, town) if part)
