from sqlalchemy import CheckConstraint, Float, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.database import Base, Id
from app.core.subjects import Subject


class Practice(Base):
    """A measure that can be copied; belongs to no town, has a steward organisation (subject.owner_id).

    Pairs x_md, x_html: Markdown as written and sanitised HTML, rendered when saved.
    rating_effect, rating_effort: 0 to 3, judgement of the steward or of an imported catalogue; None: not judged.
    """

    __tablename__ = "practice"
    __table_args__ = (
        CheckConstraint("rating_effect IS NULL OR rating_effect BETWEEN 0 AND 3", name="rating_effect"),
        CheckConstraint("rating_effort IS NULL OR rating_effort BETWEEN 0 AND 3", name="rating_effort"),
    )

    id: Mapped[int] = mapped_column(Id, ForeignKey("subject.id", ondelete="CASCADE"), primary_key=True)
    problem_md: Mapped[str] = mapped_column(Text, default="")
    problem_html: Mapped[str] = mapped_column(Text, default="")
    idea_md: Mapped[str] = mapped_column(Text, default="")
    idea_html: Mapped[str] = mapped_column(Text, default="")
    steps_md: Mapped[str] = mapped_column(Text, default="")
    steps_html: Mapped[str] = mapped_column(Text, default="")
    effects_md: Mapped[str] = mapped_column(Text, default="")
    effects_html: Mapped[str] = mapped_column(Text, default="")
    pitfalls_md: Mapped[str] = mapped_column(Text, default="")
    pitfalls_html: Mapped[str] = mapped_column(Text, default="")
    renderer_version: Mapped[int] = mapped_column(default=0)
    target_groups: Mapped[str] = mapped_column(String(500), default="")
    actors: Mapped[str] = mapped_column(String(500), default="")
    cost_note: Mapped[str] = mapped_column(String(500), default="")
    time_horizon: Mapped[str] = mapped_column(String(300), default="")
    spatial_scope: Mapped[str] = mapped_column(String(300), default="")
    field_of_action: Mapped[str] = mapped_column(String(200), default="")
    rating_effect: Mapped[float | None] = mapped_column(Float)
    rating_effort: Mapped[float | None] = mapped_column(Float)

    subject: Mapped[Subject] = relationship(foreign_keys=[id])


class PracticeLink(Base):
    """Related measures, as the steward or the source names them."""

    __tablename__ = "practice_link"
    practice_id: Mapped[int] = mapped_column(Id, ForeignKey("practice.id", ondelete="CASCADE"), primary_key=True)
    related_id: Mapped[int] = mapped_column(
        Id, ForeignKey("practice.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    position: Mapped[int] = mapped_column(default=0)
