from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core import clock
from app.core.database import Base, Id
from app.core.subjects import Subject
from app.webtalks.models import Webtalk

RECAP = "recap"
STATEMENTS = 3


class Recap(Base):
    """What stays of a talk. Shares its id with its own subject row, which follows the talk's (following.py).

    subject.summary: what it was about, in a few sentences. statements: up to STATEMENTS sentences. text_md: more words.
    Slides are documents hung on the subject row. is_hidden_with_talk: hidden only because the talk is.
    """

    __tablename__ = "webtalk_recap"

    id: Mapped[int] = mapped_column(Id, ForeignKey("subject.id", ondelete="CASCADE"), primary_key=True)
    webtalk_id: Mapped[int] = mapped_column(Id, ForeignKey("webtalk.id", ondelete="CASCADE"), unique=True)
    statements: Mapped[list[Any]] = mapped_column(default=list)
    text_md: Mapped[str] = mapped_column(Text, default="")
    text_html: Mapped[str] = mapped_column(Text, default="")
    renderer_version: Mapped[int] = mapped_column(default=0)
    is_hidden_with_talk: Mapped[bool] = mapped_column(default=False)
    mailed_at: Mapped[datetime | None]
    """When those who had registered were told."""

    subject: Mapped[Subject] = relationship(foreign_keys=[id])
    talk: Mapped[Webtalk] = relationship(foreign_keys=[webtalk_id])


class RecapAnswer(Base):
    """The answer, written afterwards, to a question that stayed open in the talk."""

    __tablename__ = "webtalk_recap_answer"

    question_id: Mapped[int] = mapped_column(
        Id, ForeignKey("webtalk_question.id", ondelete="CASCADE"), primary_key=True
    )
    recap_id: Mapped[int] = mapped_column(Id, ForeignKey("webtalk_recap.id", ondelete="CASCADE"), index=True)
    text: Mapped[str] = mapped_column(Text)
    answered_at: Mapped[datetime] = mapped_column(default=clock.now)


class Recording(Base):
    """The recording of a talk: a file of ours, or the address of one elsewhere. Shown only with its recap.

    transcript: the words of the captions, to read and to search. has_captions_elsewhere: so says who gave the address.
    confirmed_at, confirmed_by_id: who vouched that all who are seen and heard were asked. stopped_at: since then nobody
    but its own people sees it, for somebody took back the consent.
    """

    __tablename__ = "webtalk_recap_recording"
    __table_args__ = (CheckConstraint("(url <> '') <> (file_id IS NOT NULL)", name="one_place"),)

    recap_id: Mapped[int] = mapped_column(Id, ForeignKey("webtalk_recap.id", ondelete="CASCADE"), primary_key=True)
    url: Mapped[str] = mapped_column(String(1000), default="")
    file_id: Mapped[int | None] = mapped_column(Id, ForeignKey("stored_file.id"))
    captions_file_id: Mapped[int | None] = mapped_column(Id, ForeignKey("stored_file.id"))
    has_captions_elsewhere: Mapped[bool] = mapped_column(default=False)
    transcript: Mapped[str] = mapped_column(Text, default="")
    confirmed_at: Mapped[datetime] = mapped_column(default=clock.now)
    confirmed_by_id: Mapped[int | None] = mapped_column(Id, ForeignKey("user.id", ondelete="SET NULL"))
    stopped_at: Mapped[datetime | None]

    @property
    def has_captions(self) -> bool:
        return self.captions_file_id is not None or self.has_captions_elsewhere
