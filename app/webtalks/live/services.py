"""Asking, voting, and what the host makes of it. Each change raises the talk's counter first, and so waits its turn."""

from typing import Any

from sqlalchemy import delete, func, select, update

from app.core import audit, clock
from app.core.actors import Actor
from app.core.events import PersonRemoved
from app.core.limits import Limit, require
from app.core.subjects import Subject
from app.core.transaction import transaction
from app.extensions import db
from app.webtalks.events import QuestionHidden
from app.webtalks.live.counter import raise_counter
from app.webtalks.live.models import Question, QuestionVote
from app.webtalks.live.takers import Taker

ASKING = Limit("webtalk.question", 12, 3600)
VOTING = Limit("webtalk.question_vote", 120, 600)


def ask(talk_id: int, text: str, taker: Taker, *, is_anonymous: bool) -> Question:
    """A new question, with the person's own vote. Answers 429 after twelve an hour."""
    require(ASKING, *taker.name)
    with transaction(raises_cache=False):
        raise_counter(talk_id)
        person = {"user_id": taker.user_id, "registration_id": taker.registration_id}
        row = Question(webtalk_id=talk_id, text=text, is_anonymous=is_anonymous, votes=1, **person)
        db.session.add(row)
        db.session.flush()
        db.session.add(QuestionVote(question_id=row.id, **person))
    return row


def vote(question: Question, taker: Taker, *, up: bool) -> None:
    """Give or take back the one vote; for what is hidden or answered nothing happens."""
    require(VOTING, *taker.name)
    number, talk_id = question.id, question.webtalk_id
    with transaction(raises_cache=False):
        raise_counter(talk_id)
        open_for_votes = Question.id == number, Question.state.in_(("open", "listed", "now"))
        if db.session.scalar(select(Question.id).where(*open_for_votes)) is not None:
            _vote(number, taker, up)
            _count(number)


def take_back(question: Question) -> None:
    """Who asked deletes it."""
    number, talk_id = question.id, question.webtalk_id
    with transaction(raises_cache=False):
        raise_counter(talk_id)
        db.session.execute(delete(Question).where(Question.id == number))


def decide(question: Question, state: str, *, actor: Actor) -> None:
    """By the host. What was on before counts as answered when another one is on; hiding is written down."""
    number, talk_id = question.id, question.webtalk_id
    with transaction(raises_cache=False):
        raise_counter(talk_id)
        if state == "now":
            before = update(Question).where(Question.webtalk_id == talk_id, Question.state == "now")
            db.session.execute(before.values(state="answered"))
        if (state == "hidden") != (question.state == "hidden"):
            _record("hidden" if state == "hidden" else "shown", question, actor)
        db.session.execute(update(Question).where(Question.id == number).values(state=state))


def remove(question: Question, actor: Actor) -> None:
    """By the site's moderation: from now on it is there for nobody else, the host neither."""
    with transaction(raises_cache=False):
        raise_counter(question.webtalk_id)
        if question.removed_at is None:
            _record("removed", question, actor)
            question.removed_at = clock.now()
            question.state = "hidden"


def restore(question: Question, actor: Actor) -> None:
    """It is an open question again."""
    with transaction(raises_cache=False):
        raise_counter(question.webtalk_id)
        if question.removed_at is not None:
            _record("restored", question, actor)
            question.removed_at = None
            question.state = "open"


def forget_person(event: PersonRemoved) -> None:
    """Listener: votes go with their person; questions stay without a name."""
    mine = select(QuestionVote.question_id).where(QuestionVote.user_id == event.person_id)
    asked = select(Question.id).where(Question.user_id == event.person_id)
    touched = select(Question.webtalk_id).where(Question.id.in_(mine) | Question.id.in_(asked)).distinct()
    with transaction(raises_cache=False):
        for talk_id in db.session.scalars(touched.order_by(Question.webtalk_id)).all():
            raise_counter(talk_id)
        numbers = list(db.session.scalars(mine))
        db.session.execute(delete(QuestionVote).where(QuestionVote.user_id == event.person_id))
        db.session.execute(update(Question).where(Question.user_id == event.person_id).values(user_id=None))
        for number in numbers:
            _count(number)


def export(user_id: int) -> list[dict[str, Any]]:
    """For "Meine Daten": own questions, and those voted for."""
    query = select(Question.text, Question.user_id, Question.is_anonymous, Question.created_at, Subject.title)
    talk = query.join(Subject, Subject.id == Question.webtalk_id)
    voted = (QuestionVote.question_id == Question.id) & (QuestionVote.user_id == user_id)
    mine = talk.outerjoin(QuestionVote, voted).where((Question.user_id == user_id) | (QuestionVote.user_id == user_id))
    return [
        {
            "webtalk": row.title,
            "frage": row.text,
            "eigene": row.user_id == user_id,
            "ohne_namen": row.is_anonymous,
            "am": row.created_at.isoformat(),
        }
        for row in db.session.execute(mine.order_by(Question.id))
    ]


def _record(what: str, question: Question, actor: Actor) -> None:
    audit.record(
        f"webtalk.question_{what}", actor_id=actor.id, subject_id=question.webtalk_id, question=question.public_id
    )
    with transaction(raises_cache=False) as tx:
        tx.publish(QuestionHidden(question.webtalk_id))


def _vote(number: int, taker: Taker, up: bool) -> None:
    own = QuestionVote.question_id == number, taker.owns(QuestionVote)
    if not up:
        db.session.execute(delete(QuestionVote).where(*own))
    elif db.session.scalar(select(QuestionVote.id).where(*own)) is None:
        person = {"user_id": taker.user_id, "registration_id": taker.registration_id}
        db.session.add(QuestionVote(question_id=number, **person))
        db.session.flush()


def _count(number: int) -> None:
    votes = select(func.count()).select_from(QuestionVote).where(QuestionVote.question_id == number).scalar_subquery()
    db.session.execute(update(Question).where(Question.id == number).values(votes=votes))
