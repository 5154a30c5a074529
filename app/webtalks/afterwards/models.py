from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Text
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
