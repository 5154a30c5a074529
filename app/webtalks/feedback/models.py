from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.core.database import Base, Id
from app.core.identifiers import public_id


class FeedbackSum(Base):
    """How many chose an answer: sums are all that is kept of the two questions with given answers.

    question: "useful" (value 1 to 5) or "usable" (value 0 no, 1 partly, 2 yes).
    """

    __tablename__ = "webtalk_feedback_sum"
    __table_args__ = (
        CheckConstraint(
            "(question = 'useful' AND value BETWEEN 1 AND 5) OR (question = 'usable' AND value BETWEEN 0 AND 2)",
            name="answer",
        ),
        CheckConstraint("number >= 0", name="number"),
    )

    webtalk_id: Mapped[int] = mapped_column(Id, ForeignKey("webtalk.id", ondelete="CASCADE"), primary_key=True)
    question: Mapped[str] = mapped_column(String(8), primary_key=True)
    value: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(default=0)


class FeedbackText(Base):
    """What somebody wrote. Its random name says nothing of person, time or order.

    Without a row number SQLite keeps the rows in the order of these names.
    """

    __tablename__ = "webtalk_feedback_text"
    __table_args__ = {"sqlite_with_rowid": False}

    name: Mapped[str] = mapped_column(String(16), primary_key=True, default=public_id)
    webtalk_id: Mapped[int] = mapped_column(Id, ForeignKey("webtalk.id", ondelete="CASCADE"), index=True)
    text: Mapped[str] = mapped_column(Text)


class FeedbackGiven(Base):
    """That this registration has answered: no time, no number, no answer. Goes with the registration."""

    __tablename__ = "webtalk_feedback_given"
    registration_id: Mapped[int] = mapped_column(
        Id, ForeignKey("webtalk_registration.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
