from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core import clock
from app.core.database import Base, Id
from app.core.storage import StoredFile

EVIDENCE_KINDS = ("document", "figures", "before_after", "external")


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
