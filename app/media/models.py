from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core import clock
from app.core.database import Base, Id
from app.core.storage import StoredFile

EVIDENCE_KINDS = ("document", "figures", "before_after", "external")


READING_STATES = ("waiting", "read", "empty", "partly", "locked", "unreadable")


class FileReading(Base):
    """How reading a document's text went. reader: version of the reader, so that a better one reads again."""

    __tablename__ = "file_reading"
    __table_args__ = (CheckConstraint(f"state IN ({', '.join(map(repr, READING_STATES))})", name="state"),)

    file_id: Mapped[int] = mapped_column(Id, ForeignKey("stored_file.id", ondelete="CASCADE"), primary_key=True)
    state: Mapped[str] = mapped_column(String(12), default="waiting")
    reader: Mapped[int] = mapped_column(default=0)
    read_at: Mapped[datetime | None]


class FilePage(Base):
    """The text of one page of a document, 0 where the format has none. folded: for looking words up."""

    __tablename__ = "file_page"
    file_id: Mapped[int] = mapped_column(Id, ForeignKey("stored_file.id", ondelete="CASCADE"), primary_key=True)
    page: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str] = mapped_column(Text)
    folded: Mapped[str] = mapped_column(Text)


class Attachment(Base):
    """A picture or a piece of evidence of a subject. Readers see it from the next publication on (is_published).

    evidence_kind says what it proves; "external" counts only when author_organisation_id is another organisation.
    """

    __tablename__ = "attachment"
    __table_args__ = (
        CheckConstraint("role IN ('image', 'evidence')", name="role"),
        CheckConstraint(f"evidence_kind IN ('', {', '.join(map(repr, EVIDENCE_KINDS))})", name="evidence_kind"),
        Index("ix_attachment_subject", "subject_id", "is_published", "position"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    subject_id: Mapped[int] = mapped_column(Id, ForeignKey("subject.id", ondelete="CASCADE"))
    file_id: Mapped[int] = mapped_column(Id, ForeignKey("stored_file.id"), index=True)
    thumbnail_file_id: Mapped[int | None] = mapped_column(Id, ForeignKey("stored_file.id"))
    role: Mapped[str] = mapped_column(String(10))
    title: Mapped[str] = mapped_column(String(200), default="")
    alt_text: Mapped[str] = mapped_column(Text, default="")
    credit: Mapped[str] = mapped_column(String(200), default="")
    position: Mapped[int] = mapped_column(default=0)
    evidence_kind: Mapped[str] = mapped_column(String(20), default="")
    author_organisation_id: Mapped[int | None] = mapped_column(Id, ForeignKey("organisation.id"))
    confirmed_by_id: Mapped[int | None] = mapped_column(Id, ForeignKey("organisation.id"))
    is_published: Mapped[bool] = mapped_column(default=False)
    created_by_id: Mapped[int | None] = mapped_column(Id, ForeignKey("user.id"))
    created_at: Mapped[datetime] = mapped_column(default=clock.now)

    file: Mapped[StoredFile] = relationship(foreign_keys=[file_id])
