"""Reads of a talk's questions: two statements for a page of them, one more from the second page on."""

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import bindparam, case, select

from app.accounts.models import User
from app.extensions import db
from app.webtalks.live.models import Live, Question, QuestionVote
from app.webtalks.live.takers import Taker
from app.webtalks.models import Registration

_VERSION = select(Live.version).where(Live.webtalk_id == bindparam("talk"))
PER_PAGE = 100
_ORDER = case({"now": 0, "listed": 1, "open": 2, "answered": 3}, value=Question.state, else_=4)


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
    is_removed: bool = False


@dataclass(frozen=True)
class Board:
    """A page of a talk's questions by state, each list with the most wanted first; what is on stands on every page."""

    now: Shown | None
    listed: list[Shown] = field(default_factory=list)
    open: list[Shown] = field(default_factory=list)
    answered: list[Shown] = field(default_factory=list)
    hidden: list[Shown] = field(default_factory=list)
    page: int = 1
    has_more: bool = False


def version_of(talk_id: int) -> int:
    """0 while nobody has asked anything."""
    return db.session.scalar(_VERSION, {"talk": talk_id}) or 0


def find_question(talk_id: int, public_id: str) -> Question | None:
    """What moderation has removed is not there."""
    found = find_any_question(talk_id, public_id)
    return found if found is not None and found.removed_at is None else None


def find_any_question(talk_id: int, public_id: str) -> Question | None:
    """For moderation alone."""
    query = select(Question).where(Question.webtalk_id == talk_id, Question.public_id == public_id)
    return db.session.scalar(query)


def board_of(talk_id: int, taker: Taker, page: int = 1, *, hidden: bool = False) -> Board:
    """What this person sees, a page of it. hidden: also what the host has hidden, for the host's page."""
    seen = [Question.removed_at.is_(None), *([] if hidden else [Question.state != "hidden"])]
    rows, has_more = _page(talk_id, page, *seen)
    on = _rows(talk_id, Question.state == "now", *seen) if page > 1 else []
    voted = _voted(talk_id, taker) if rows or on else set()
    shown = [_shown(row, taker, voted) for row in (*on, *rows)]
    by_state = {name: [one for one in shown if one.state == name] for name in ("listed", "open", "answered", "hidden")}
    now = next((one for one in shown if one.state == "now"), None)
    return Board(now, **by_state, page=page, has_more=has_more)


def all_of(talk_id: int, page: int = 1) -> tuple[list[Shown], bool]:
    """(every question, also hidden and removed ones; whether more follow), for moderation."""
    rows, has_more = _page(talk_id, page)
    return [_shown(row, Taker(), set()) for row in rows], has_more


def current_of(talk_id: int) -> Any:
    """(text, name, votes) of the question that is on, or None."""
    on = Question.state == "now", Question.removed_at.is_(None)
    return next((_shown(row, Taker(), set()) for row in _rows(talk_id, *on)), None)


def _page(talk_id: int, page: int, *conditions: Any) -> tuple[list[Any], bool]:
    rows = _rows(talk_id, *conditions, offset=(page - 1) * PER_PAGE)
    return rows[:PER_PAGE], len(rows) > PER_PAGE


def _rows(talk_id: int, *conditions: Any, offset: int = 0) -> list[Any]:
    columns = (Question.id, Question.public_id, Question.text, Question.state, Question.votes, Question.is_anonymous)
    people = (Question.user_id, Question.registration_id, User.name.label("member"), Registration.name.label("guest"))
    query = select(*columns, *people, Question.removed_at).outerjoin(User, User.id == Question.user_id)
    joined = query.outerjoin(Registration, Registration.id == Question.registration_id)
    mine = joined.where(Question.webtalk_id == talk_id, *conditions)
    ordered = mine.order_by(_ORDER, Question.votes.desc(), Question.id).limit(PER_PAGE + 1).offset(offset)
    return list(db.session.execute(ordered))


def _voted(talk_id: int, taker: Taker) -> set[int]:
    query = select(QuestionVote.question_id).join(Question, Question.id == QuestionVote.question_id)
    return set(db.session.scalars(query.where(Question.webtalk_id == talk_id, taker.owns(QuestionVote))))


def _shown(row: Any, taker: Taker, voted: set[int]) -> Shown:
    name = "" if row.is_anonymous else row.member or row.guest or ""
    of_person = taker.is_of(row), row.id in voted
    return Shown(row.public_id, row.text, name, row.state, row.votes, *of_person, row.removed_at is not None)
