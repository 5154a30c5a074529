from datetime import date

from sqlalchemy import CheckConstraint, Date, Float, ForeignKey, Index, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.database import Base, Id
from app.core.subjects import Subject

LEVELS = ("land", "kreis", "verband", "gemeinde", "ortsteil")


class Place(Base):
    """A place of the register; shares its id with its subject row, whose slug is the official key.

    key: official key as text (AGS, 8 digits for a municipality). population: persons; None: unknown, never zero.
    area_km2: km². lat, lon: WGS 84 degrees. folded: name as typed without umlauts, for finding; sorts
    by bytes, so that beginnings are found in the index.
    """

    __tablename__ = "place"
    __table_args__ = (
        UniqueConstraint("level", "key"),
        CheckConstraint(f"level IN ({', '.join(map(repr, LEVELS))})", name="level"),
        CheckConstraint("population IS NULL OR population >= 0", name="population"),
        Index("ix_place_folded", "level", "folded"),
        Index("ix_place_alike", "level", "state_key", "population"),
        Index("ix_place_population", "level", "population"),
    )

    id: Mapped[int] = mapped_column(Id, ForeignKey("subject.id", ondelete="CASCADE"), primary_key=True)
    level: Mapped[str] = mapped_column(String(12), default="gemeinde")
    key: Mapped[str] = mapped_column(String(12))
    name: Mapped[str] = mapped_column(String(120))
    suffix: Mapped[str] = mapped_column(String(120), default="")
    type: Mapped[str] = mapped_column(String(60), default="")
    folded: Mapped[str] = mapped_column(String(120).with_variant(String(120, collation="C"), "postgresql"))
    parent_id: Mapped[int | None] = mapped_column(Id, ForeignKey("place.id"), index=True)
    district: Mapped[str] = mapped_column(String(120), default="")
    state_key: Mapped[str] = mapped_column(String(2))
    population: Mapped[int | None] = mapped_column(Integer)
    area_km2: Mapped[float | None] = mapped_column(Float)
    lat: Mapped[float | None] = mapped_column(Float)
    lon: Mapped[float | None] = mapped_column(Float)
    postcode: Mapped[str] = mapped_column(String(5), default="")
    urbanisation: Mapped[str] = mapped_column(String(2), default="")
    as_of: Mapped[date | None] = mapped_column(Date)
    valid_to: Mapped[date | None] = mapped_column(Date)
    successor_id: Mapped[int | None] = mapped_column(Id, ForeignKey("place.id"))

    subject: Mapped[Subject] = relationship(foreign_keys=[id])

    @property
    def density(self) -> float | None:
        """Persons per km², or None when either figure is unknown."""
        return self.population / self.area_km2 if self.population is not None and self.area_km2 else None


class Postcode(Base):
    """Postcodes of municipalities (ODbL, OpenStreetMap): in their own table because of their licence."""

    __tablename__ = "postcode"
    postcode: Mapped[str] = mapped_column(String(5), primary_key=True)
    place_id: Mapped[int] = mapped_column(Id, ForeignKey("place.id", ondelete="CASCADE"), primary_key=True, index=True)
