"""Preparing, running and showing polls. Locks in one order: first the talk's polls, then its counter.

A vote raises the counter only while its sums are shown: three hundred phones need not draw their page anew for it.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from flask import abort
from sqlalchemy import ColumnElement, delete, func, select, update

from app.core.events import PersonRemoved
from app.core.limits import Limit, require
from app.core.subjects import Subject
from app.core.transaction import transaction
from app.extensions import db
from app.webtalks.live.counter import raise_counter
from app.webtalks.live.polls.models import Ballot, Pick, Poll, PollOption
from app.webtalks.live.polls.words import MOST_POLLS
from app.webtalks.live.takers import Taker

VOTING = Limit("webtalk.poll_vote", 60, 600)


class TooManyPolls(Exception):
    """A talk has MOST_POLLS already."""


def prepare(talk_id: int, text: str, options: Sequence[str], *, is_multiple: bool) -> Poll:
    """A new poll that nobody else sees yet. Raises TooManyPolls."""
    with transaction(raises_cache=False):
        if (db.session.scalar(select(func.count()).where(Poll.webtalk_id == talk_id)) or 0) >= MOST_POLLS:
            raise TooManyPolls
        poll = Poll(webtalk_id=talk_id, text=text, is_multiple=is_multiple)
        db.session.add(poll)
        db.session.flush()
        _write_options(poll.id, options)
        raise_counter(talk_id)
    return poll


def change(poll: Poll, text: str, options: Sequence[str], *, is_multiple: bool) -> None:
    """Only before it starts; afterwards nothing happens."""
    with _writing(poll) as row:
        if row.state == "draft":
            row.text, row.is_multiple = text, is_multiple
            db.session.execute(delete(PollOption).where(PollOption.poll_id == row.id))
            _write_options(row.id, options)


def ask_again(poll: Poll) -> Poll:
    """The same question and answers as a new poll, prepared. Raises TooManyPolls."""
    query = select(PollOption.text).where(PollOption.poll_id == poll.id).order_by(PollOption.position)
    return prepare(poll.webtalk_id, poll.text, db.session.scalars(query).all(), is_multiple=poll.is_multiple)


def start(poll: Poll) -> None:
    """Open it; the one that was open is closed, and what was shown large makes room."""
    with _writing(poll) as row:
        if row.state == "draft":
            _make_room(row.webtalk_id)
            row.state = "open"


def close(poll: Poll) -> None:
    """For good: the ballots go, the sums stay."""
    with _writing(poll) as row:
        if row.state == "open":
            _close(row)


def show(poll: Poll, where: str) -> None:
    """where: as Poll.shown. Only one is shown large."""
    with _writing(poll) as row:
        if where == "screen":
            _off_the_screen(row.webtalk_id)
        if row.state != "draft":
            row.shown = where


def remove(poll: Poll) -> None:
    with _writing(poll) as row:
        db.session.delete(row)


def vote(poll: Poll, taker: Taker, options: set[int]) -> bool:
    """Put down or change the one ballot. options: ids; those of other polls count for nothing.

    False when the poll is not open (any more), or nothing fitting was chosen.
    """
    require(VOTING, *taker.name)
    with _writing(poll, raises_counter=False) as row:
        own = select(PollOption.id).where(PollOption.poll_id == row.id, PollOption.id.in_(options))
        chosen = list(db.session.scalars(own)) if row.state == "open" else []
        if not chosen or (len(chosen) > 1 and not row.is_multiple):
            return False
        _put(row.id, taker, chosen)
        _count(row.id)
        if row.shown:
            raise_counter(row.webtalk_id)
    return True


def close_those(*conditions: ColumnElement[bool]) -> None:
    """Close every open poll these conditions fit."""
    for number in db.session.scalars(select(Poll.id).where(Poll.state == "open", *conditions)).all():
        close(db.session.get_one(Poll, number))


def forget_person(event: PersonRemoved) -> None:
    """Listener: ballots in open polls go with their person."""
    voted = select(Ballot.poll_id).where(Ballot.user_id == event.person_id)
    for number in db.session.scalars(voted).all():
        with _writing(db.session.get_one(Poll, number)):
            db.session.execute(delete(Ballot).where(Ballot.poll_id == number, Ballot.user_id == event.person_id))
            _count(number)


def export(user_id: int) -> list[dict[str, Any]]:
    """For "Meine Daten": what a person has chosen in polls that still run; of others nothing is kept."""
    query = select(Subject.title, Poll.text, PollOption.text.label("answer")).join(Poll, Poll.webtalk_id == Subject.id)
    chosen = query.join(Ballot, Ballot.poll_id == Poll.id).join(Pick, Pick.ballot_id == Ballot.id)
    rows = chosen.join(PollOption, PollOption.id == Pick.option_id).where(Ballot.user_id == user_id)
    return [
        {"webtalk": row.title, "umfrage": row.text, "gewaehlt": row.answer}
        for row in db.session.execute(rows.order_by(Poll.id, PollOption.position))
    ]


def _write_options(poll_id: int, options: Sequence[str]) -> None:
    db.session.add_all(PollOption(poll_id=poll_id, position=place, text=one) for place, one in enumerate(options))
    db.session.flush()


@contextmanager
def _writing(poll: Poll, *, raises_counter: bool = True) -> Iterator[Poll]:
    """The poll, reloaded and locked with all others of its talk; 404 when somebody has deleted it meanwhile."""
    number, talk_id = poll.id, poll.webtalk_id
    with transaction(raises_cache=False):
        query = select(Poll).where(Poll.webtalk_id == talk_id).order_by(Poll.id).with_for_update()
        rows = db.session.scalars(query.execution_options(populate_existing=True)).all()
        yield next((row for row in rows if row.id == number), None) or abort(404)
        db.session.flush()
        if raises_counter:
            raise_counter(talk_id)


def _make_room(talk_id: int) -> None:
    for other in db.session.scalars(select(Poll).where(Poll.webtalk_id == talk_id, Poll.state == "open")).all():
        _close(other)
    _off_the_screen(talk_id)
    db.session.flush()


def _off_the_screen(talk_id: int) -> None:
    large = Poll.webtalk_id == talk_id, Poll.shown == "screen"
    db.session.execute(update(Poll).where(*large).values(shown="phones"))


def _close(poll: Poll) -> None:
    poll.state = "closed"
    db.session.execute(delete(Ballot).where(Ballot.poll_id == poll.id))


def _put(poll_id: int, taker: Taker, chosen: Sequence[int]) -> None:
    number = db.session.scalar(select(Ballot.id).where(Ballot.poll_id == poll_id, taker.owns(Ballot)))
    if number is None:
        ballot = Ballot(poll_id=poll_id, user_id=taker.user_id, registration_id=taker.registration_id)
        db.session.add(ballot)
        db.session.flush()
        number = ballot.id
    db.session.execute(delete(Pick).where(Pick.ballot_id == number))
    db.session.add_all(Pick(ballot_id=number, option_id=one) for one in chosen)
    db.session.flush()


def _count(poll_id: int) -> None:
    votes = select(func.count()).where(Pick.option_id == PollOption.id).scalar_subquery()
    db.session.execute(update(PollOption).where(PollOption.poll_id == poll_id).values(votes=votes))
    voters = select(func.count()).where(Ballot.poll_id == poll_id).scalar_subquery()
    db.session.execute(update(Poll).where(Poll.id == poll_id).values(voters=voters))
