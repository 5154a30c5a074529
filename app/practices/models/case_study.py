from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, Date, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.database import Base, Id
from app.core.subjects import Subject

STATUSES = ("idea", "running", "finished", "stopped")
AGAIN = ("yes", "with_changes", "no")
EVIDENCE_LEVELS = ("idea", "running", "own_figures", "before_after", "external")


class CaseStudy(Base):
    """A measure as one town or shop really did it. Text pairs x_md, x_html as in Practice.

    is_stub: an example named by a source, without facts yet. depth: "short" (five questions) or "full".
    evidence_level: derived when published, from what is attached; never chosen by hand.
    town_confirmed_at: a vendor's case enters town pages, reference lists and counts only then.
    mailbox: where "Kollegin fragen" goes; never public; empty: the organisation's mailbox.
    """

    __tablename__ = "case_study"
    __table_args__ = (
        CheckConstraint("status IS NULL OR status IN ('idea', 'running', 'finished', 'stopped')", name="status"),
        CheckConstraint("again IS NULL OR again IN ('yes', 'with_changes', 'no')", name="again"),
        CheckConstraint(f"evidence_level IN ({', '.join(map(repr, EVIDENCE_LEVELS))})", name="evidence_level"),
        CheckConstraint("ended_on IS NULL OR started_on IS NULL OR ended_on >= started_on", name="dates"),
        Index("ix_case_study_practice_id", "practice_id"),
    )

    id: Mapped[int] = mapped_column(Id, ForeignKey("subject.id", ondelete="CASCADE"), primary_key=True)
    practice_id: Mapped[int | None] = mapped_column(Id, ForeignKey("practice.id", ondelete="SET NULL"))
    depth: Mapped[str] = mapped_column(String(10), default="short")
    is_stub: Mapped[bool] = mapped_column(default=False)
    what_md: Mapped[str] = mapped_column(Text, default="")
    what_html: Mapped[str] = mapped_column(Text, default="")
    problem_md: Mapped[str] = mapped_column(Text, default="")
    problem_html: Mapped[str] = mapped_column(Text, default="")
    steps_md: Mapped[str] = mapped_column(Text, default="")
    steps_html: Mapped[str] = mapped_column(Text, default="")
    expected_md: Mapped[str] = mapped_column(Text, default="")
    expected_html: Mapped[str] = mapped_column(Text, default="")
    happened_md: Mapped[str] = mapped_column(Text, default="")
    happened_html: Mapped[str] = mapped_column(Text, default="")
    lessons_md: Mapped[str] = mapped_column(Text, default="")
    lessons_html: Mapped[str] = mapped_column(Text, default="")
    renderer_version: Mapped[int] = mapped_column(default=0)
    plain_language: Mapped[str] = mapped_column(Text, default="")
    status: Mapped[str | None] = mapped_column(String(12))
    started_on: Mapped[date | None] = mapped_column(Date)
    ended_on: Mapped[date | None] = mapped_column(Date)
    again: Mapped[str | None] = mapped_column(String(14))
    again_why: Mapped[str] = mapped_column(Text, default="")
    evidence_level: Mapped[str] = mapped_column(String(14), default="idea")
    contact_name: Mapped[str] = mapped_column(String(120), default="")
    contact_until: Mapped[date | None] = mapped_column(Date)
    mailbox: Mapped[str] = mapped_column(String(254), default="")
    town_confirmed_at: Mapped[datetime | None]
    town_confirmed_by_id: Mapped[int | None] = mapped_column(Id, ForeignKey("organisation.id"))
    image_id: Mapped[int | None] = mapped_column(Id, ForeignKey("attachment.id", ondelete="SET NULL"))
    cost_low_cents: Mapped[int | None] = mapped_column(BigInteger, index=True)
    """Copy of the one-off cost's lower bound, so that lists sort and filter without a join."""

    answer_hours: Mapped[int | None]
    """Median hours until its organisation has answered questions; None: fewer than three answers so far."""

    subject: Mapped[Subject] = relationship(foreign_keys=[id])
    facts: Mapped[list["CaseFact"]] = relationship(cascade="all, delete-orphan", lazy="raise")
    figures: Mapped[list["ResultFigure"]] = relationship(
        cascade="all, delete-orphan", order_by="ResultFigure.position", lazy="raise"
    )
    links: Mapped[list["CaseLink"]] = relationship(
        cascade="all, delete-orphan", order_by="CaseLink.position", lazy="raise"
    )


class CaseFact(Base):
    """A decision fact. No row means unknown, never zero.

    low, high: whole numbers in `unit` (money in cents); both None for facts that are words (text).
    """

    __tablename__ = "case_fact"
    __table_args__ = (
        CheckConstraint("low IS NULL OR high IS NULL OR low <= high", name="range"),
        CheckConstraint("low IS NULL OR low >= 0", name="not_negative"),
        CheckConstraint("low IS NOT NULL OR text <> ''", name="known"),
        Index("ix_case_fact_key", "key", "low"),
    )

    case_id: Mapped[int] = mapped_column(Id, ForeignKey("case_study.id", ondelete="CASCADE"), primary_key=True)
    key: Mapped[str] = mapped_column(String(30), primary_key=True)
    low: Mapped[int | None] = mapped_column(BigInteger)
    high: Mapped[int | None] = mapped_column(BigInteger)
    unit: Mapped[str] = mapped_column(String(30), default="")
    text: Mapped[str] = mapped_column(Text, default="")
    source: Mapped[str] = mapped_column(String(300), default="")
    as_of: Mapped[date | None] = mapped_column(Date)


class ResultFigure(Base):
    """A figure before and after, with its unit, e.g. 14 → 6 leerstehende Läden."""

    __tablename__ = "result_figure"
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    case_id: Mapped[int] = mapped_column(Id, ForeignKey("case_study.id", ondelete="CASCADE"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    label: Mapped[str] = mapped_column(String(200))
    before: Mapped[str] = mapped_column(String(60), default="")
    after: Mapped[str] = mapped_column(String(60), default="")
    unit: Mapped[str] = mapped_column(String(60), default="")
    method: Mapped[str] = mapped_column(Text, default="")


class CaseLink(Base):
    __tablename__ = "case_link"
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    case_id: Mapped[int] = mapped_column(Id, ForeignKey("case_study.id", ondelete="CASCADE"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    title: Mapped[str] = mapped_column(String(300))
    url: Mapped[str] = mapped_column(String(1000))
