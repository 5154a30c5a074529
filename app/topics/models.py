from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.core.database import Base, Id


class Topic(Base):
    """in_default_search: False keeps entries that carry it out of the search unless it is asked for."""

    __tablename__ = "topic"
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    slug: Mapped[str] = mapped_column(String(60), unique=True)
    title: Mapped[str] = mapped_column(String(80))
    description: Mapped[str] = mapped_column(Text, default="")
    in_default_search: Mapped[bool] = mapped_column(default=True)
    position: Mapped[int] = mapped_column(default=0)


class SubjectTopic(Base):
    __tablename__ = "subject_topic"
    subject_id: Mapped[int] = mapped_column(Id, ForeignKey("subject.id", ondelete="CASCADE"), primary_key=True)
    topic_id: Mapped[int] = mapped_column(Id, ForeignKey("topic.id", ondelete="CASCADE"), primary_key=True, index=True)
