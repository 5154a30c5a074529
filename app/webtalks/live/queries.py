"""Reads of a talk's questions: two statements for the whole list."""

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import bindparam, select

from app.accounts.models import User
from app.extensions import db
from app.webtalks.live.models import Live, Question, QuestionVote
from app.webtalks.live.takers import Taker
from app.webtalks.models import Registration

_VERSION = select(Live.version).where(Live.webtalk_id == bindparam("talk"))
MOST = 300
"""So many of the most wanted questions are shown."""


@dataclass(frozen=True)
class Shown:
    """name: empty when asked anonymously or by somebody who has gone."""

    public_id: str
    text: str
    name: str
    state: str
    votes: int
    is_own: bool
    is_voted: bool


@dataclass(frozen=True)
class Board:
    """All questions of a talk by state, each list with the most wanted first."""

    now: Shown | None
    listed: list[Shown] = field(default_factory=list)
    open: list[Shown] = field(default_factory=list)
    answered: list[Shown] = field(default_factory=list)
    hidden: list[Shown] = field(default_factory=list)


def version_of(talk_id: int) -> int:
    """0 while nobody has asked anything."""
    return db.session.scalar(_VERSION, {"talk": talk_id}) or 0


def find_question(talk_id: int, public_id: str) -> Question | None:
    query = select(Question).where(Question.webtalk_id == talk_id, Question.public_id == public_id)
    return db.session.scalar(query)


def board_of(talk_id: int, taker: Taker) -> Board:
    """What this person sees; hidden questions are for the host's page alone."""
    rows = _rows(talk_id)
    voted = _voted(talk_id, taker) if rows else set()
    shown = [_shown(row, taker, voted) for row in rows]
    by_state = {state: [one for one in shown if one.state == state] for state in ("listed", "open", "answered")}
    hidden = [one for one in shown if one.state == "hidden"]
    return Board(next((one for one in shown if one.state == "now"), None), **by_state, hidden=hidden)


def current_of(talk_id: int) -> Any:
    """(text, name, votes) of the question that is on, or None."""
    return next((_shown(row, Taker(), set()) for row in _rows(talk_id, Question.state == "now")), None)


def _rows(talk_id: int, *conditions: Any) -> list[Any]:
    columns = (Question.id, Question.public_id, Question.text, Question.state, Question.votes, Question.is_anonymous)
    people = (Question.user_id, Question.registration_id, User.name.label("member"), Registration.name.label("guest"))
    query = select(*columns, *people).outerjoin(User, User.id == Question.user_id)
    joined = query.outerjoin(Registration, Registration.id == Question.registration_id)
    mine = joined.where(Question.webtalk_id == talk_id, *conditions)
    return list(db.session.execute(mine.order_by(Question.votes.desc(), Question.id).limit(MOST)))


def _voted(talk_id: int, taker: Taker) -> set[int]:
    query = select(QuestionVote.question_id).join(Question, Question.id == QuestionVote.question_id)
    return set(db.session.scalars(query.where(Question.webtalk_id == talk_id, taker.owns(QuestionVote))))


def _shown(row: Any, taker: Taker, voted: set[int]) -> Shown:
    name = "" if row.is_anonymous else row.member or row.guest or ""
    return Shown(row.public_id, row.text, name, row.state, row.votes, taker.is_of(row), row.id in voted)
