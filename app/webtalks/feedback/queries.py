"""Reads of the feedback: whether it may be given, whether it was, and the sums for the host."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import select

from app.core import clock
from app.extensions import db
from app.webtalks.feedback.models import FeedbackGiven, FeedbackSum, FeedbackText
from app.webtalks.feedback.words import FEWEST, OPEN_FOR, USABLE, USEFUL
from app.webtalks.models import Registration, Webtalk


@dataclass(frozen=True)
class Share:
    """percent: of all answers, whole."""

    text: str
    number: int
    percent: int


@dataclass(frozen=True)
class Result:
    """number: how many have answered. The rest is empty while these are fewer than FEWEST. mean: of 5."""

    number: int
    mean: float = 0
    useful: list[Share] = field(default_factory=list)
    usable: list[Share] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)


def takes_feedback(talk: Webtalk) -> bool:
    """From the end on for OPEN_FOR."""
    if talk.subject.state != "published" or talk.is_cancelled or talk.ends_at is None:
        return False
    return talk.ends_at <= clock.now() <= talk.ends_at + OPEN_FOR


def has_answered(registration: Registration) -> bool:
    return db.session.get(FeedbackGiven, registration.id) is not None


def result_of(talk_id: int) -> Result:
    query = select(FeedbackSum.question, FeedbackSum.value, FeedbackSum.number)
    rows = db.session.execute(query.where(FeedbackSum.webtalk_id == talk_id)).all()
    useful = {row.value: row.number for row in rows if row.question == "useful"}
    usable = {row.value: row.number for row in rows if row.question == "usable"}
    number = sum(useful.values())
    if number < FEWEST:
        return Result(number)
    texts = select(FeedbackText.text).where(FeedbackText.webtalk_id == talk_id).order_by(FeedbackText.name)
    mean = sum(value * how_many for value, how_many in useful.items()) / number
    return Result(number, mean, _shares(USEFUL, useful), _shares(USABLE, usable), list(db.session.scalars(texts)))


def _shares(words: Mapping[int, str], sums: Mapping[int, int]) -> list[Share]:
    whole = sum(sums.values())
    return [Share(text, sums.get(value, 0), round(100 * sums.get(value, 0) / whole)) for value, text in words.items()]
