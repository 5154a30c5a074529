"""Reads of a talk's polls: two statements, three when somebody's own ballot is asked for."""

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import func, select

from app.extensions import db
from app.webtalks.live.polls.models import Ballot, Pick, Poll, PollOption
from app.webtalks.live.polls.words import FEWEST
from app.webtalks.live.takers import Taker


@dataclass(frozen=True)
class ShownOption:
    """percent: of those who voted, whole; of several answers together more than 100."""

    id: int
    text: str
    votes: int
    percent: int
    is_own: bool


@dataclass(frozen=True)
class ShownPoll:
    """has_figures: enough have voted to show sums. is_voted: this person has."""

    public_id: str
    text: str
    is_multiple: bool
    state: str
    shown: str
    voters: int
    options: list[ShownOption] = field(default_factory=list)

    @property
    def has_figures(self) -> bool:
        return self.voters >= FEWEST

    @property
    def is_voted(self) -> bool:
        return any(one.is_own for one in self.options)


def find_poll(talk_id: int, public_id: str) -> Poll | None:
    return db.session.scalar(select(Poll).where(Poll.webtalk_id == talk_id, Poll.public_id == public_id))


def polls_of(talk_id: int, taker: Taker | None, *, all_of_them: bool = False) -> list[ShownPoll]:
    """The open one and those shown, the newest first; with all_of_them the host's whole list."""
    query = select(Poll).where(Poll.webtalk_id == talk_id)
    if not all_of_them:
        query = query.where((Poll.state == "open") | (Poll.shown != ""))
    polls = list(db.session.scalars(query.order_by((Poll.state == "open").desc(), Poll.id.desc())))
    if not polls:
        return []
    options = _options([one.id for one in polls])
    is_open = any(one.state == "open" for one in polls)
    own = _own(talk_id, taker) if taker is not None and is_open else set()
    return [_shown(one, options.get(one.id, []), own) for one in polls]


def poll_on_screen(talk_id: int) -> ShownPoll | None:
    """The open one, else the one whose sums are shown large."""
    found = [one for one in polls_of(talk_id, None) if one.state == "open" or one.shown == "screen"]
    return found[0] if found else None


def voters_of(talk_id: int) -> int:
    """All ballots of a talk: rises with each vote, also where the counter doesn't."""
    return db.session.scalar(select(func.sum(Poll.voters)).where(Poll.webtalk_id == talk_id)) or 0


def option_texts(poll: Poll) -> list[str]:
    query = select(PollOption.text).where(PollOption.poll_id == poll.id)
    return list(db.session.scalars(query.order_by(PollOption.position)))


def _options(poll_ids: list[int]) -> dict[int, list[Any]]:
    columns = select(PollOption.id, PollOption.poll_id, PollOption.text, PollOption.votes)
    found: dict[int, list[Any]] = {}
    for row in db.session.execute(columns.where(PollOption.poll_id.in_(poll_ids)).order_by(PollOption.position)):
        found.setdefault(row.poll_id, []).append(row)
    return found


def _own(talk_id: int, taker: Taker) -> set[int]:
    query = select(Pick.option_id).join(Ballot, Ballot.id == Pick.ballot_id).join(Poll, Poll.id == Ballot.poll_id)
    return set(db.session.scalars(query.where(Poll.webtalk_id == talk_id, taker.owns(Ballot))))


def _shown(poll: Poll, options: list[Any], own: set[int]) -> ShownPoll:
    rows = [
        ShownOption(
            one.id, one.text, one.votes, round(100 * one.votes / poll.voters) if poll.voters else 0, one.id in own
        )
        for one in options
    ]
    return ShownPoll(poll.public_id, poll.text, poll.is_multiple, poll.state, poll.shown, poll.voters, rows)
