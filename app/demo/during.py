"""What people ask, choose and say in the invented talks; written anew with each loading."""

from collections.abc import Sequence

from sqlalchemy import delete, select

from app.core.subjects import Subject
from app.demo.cases import ORIGIN, Cast
from app.demo.records import DemoDuring, DemoFeedback, DemoPoll, DemoQuestion
from app.extensions import db
from app.webtalks.feedback import services as feedback
from app.webtalks.feedback.models import FeedbackGiven, FeedbackSum, FeedbackText
from app.webtalks.kinds import WEBTALK
from app.webtalks.live.counter import raise_counter
from app.webtalks.live.models import Question, QuestionVote
from app.webtalks.live.polls.models import Ballot, Pick, Poll, PollOption
from app.webtalks.models import Registration


def load_during(listed: Sequence[DemoDuring], cast: Cast) -> None:
    """After the talks; inside a transaction()."""
    for one in listed:
        query = select(Subject.id).where(Subject.kind == WEBTALK, Subject.origin == ORIGIN)
        talk_id = db.session.scalars(query.where(Subject.external_id == one.talk)).one()
        for table in (Question, Poll, FeedbackSum, FeedbackText):
            db.session.execute(delete(table).where(table.webtalk_id == talk_id))
        for question in one.questions:
            _question(talk_id, question, cast)
        for poll in one.polls:
            _poll(talk_id, poll, cast)
        _feedback(talk_id, one.feedback, cast)
        raise_counter(talk_id)


def _question(talk_id: int, one: DemoQuestion, cast: Cast) -> None:
    voters = [cast.people[key] for key in (one.person, *one.voters)]
    row = Question(webtalk_id=talk_id, text=one.text, state=one.state, is_anonymous=one.is_anonymous, votes=len(voters))
    row.user_id = voters[0]
    db.session.add(row)
    db.session.flush()
    db.session.add_all(QuestionVote(question_id=row.id, user_id=user_id) for user_id in voters)


def _poll(talk_id: int, one: DemoPoll, cast: Cast) -> None:
    """Only an open one has ballots."""
    voters = sorted({key for _, keys in one.options for key in keys})
    poll = Poll(webtalk_id=talk_id, text=one.text, is_multiple=one.is_multiple, state=one.state, shown=one.shown)
    poll.voters = len(voters)
    db.session.add(poll)
    db.session.flush()
    answers = [(PollOption(poll_id=poll.id, position=at, text=text, votes=len(keys)), keys)
               for at, (text, keys) in enumerate(one.options)]  # fmt: skip
    ballots = {key: Ballot(poll_id=poll.id, user_id=cast.people[key]) for key in voters if one.state == "open"}
    db.session.add_all([*(option for option, _ in answers), *ballots.values()])
    db.session.flush()
    chosen = [(ballots[key], option) for option, keys in answers for key in keys if key in ballots]
    db.session.add_all(Pick(ballot_id=ballot.id, option_id=option.id) for ballot, option in chosen)


def _feedback(talk_id: int, listed: Sequence[DemoFeedback], cast: Cast) -> None:
    seats = select(Registration.user_id, Registration.id).where(Registration.webtalk_id == talk_id)
    by_person = {row.user_id: row.id for row in db.session.execute(seats)}
    db.session.execute(delete(FeedbackGiven).where(FeedbackGiven.registration_id.in_(by_person.values())))
    for one in listed:
        seat = by_person[cast.people[one.person]]
        feedback.answer(talk_id, seat, useful=one.useful, usable=one.usable, text=one.text)
