"""Asking a colleague, confirming the address, marking as answered."""

from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Any

from flask import current_app
from sqlalchemy import select, update

from app.core import clock, tokens
from app.core.addresses import fold_address
from app.core.events import SubjectChanged
from app.core.identifiers import new_token, token_hash
from app.core.limits import Limit, require, within
from app.core.subjects import Subject
from app.core.tokens import OneTimeToken, Spent
from app.core.transaction import Transaction, transaction
from app.extensions import db
from app.practices.kinds import CASE
from app.practices.models import CaseStudy, ColleagueQuestion
from app.practices.questions.queries import mailbox_of

PURPOSE = "colleague_question"
LASTS = timedelta(days=2)
PER_ASKER = Limit("question.asker", 8, 86_400)
PER_NETWORK = Limit("question.network", 30, 86_400)
PER_CASE = Limit("question.case", 20, 86_400)
FEWEST_ANSWERS, LATEST_ANSWERS = 3, 50


@dataclass(frozen=True)
class Wish:
    """What is asked. email: normal form; phone and call_times only with wants_call."""

    name: str
    email: str
    organisation: str
    message: str
    wants_call: bool = False
    phone: str = ""
    call_times: str = ""


def ask_as_member(case_id: int, wish: Wish, *, asker_id: int, network: str) -> None:
    """Send it to the mailbox and a copy to the asker. Answers 429 when asked too often."""
    require(PER_NETWORK, network)
    require(PER_ASKER, fold_address(wish.email))
    require(PER_CASE, str(case_id))
    with transaction(raises_cache=False) as tx:
        _send(tx, case_id, wish, asker_id)


def ask_as_visitor(case_id: int, wish: Wish, *, network: str) -> int:
    """Send code and link to the visitor first. Returns the token's id."""
    require(PER_NETWORK, network)
    require(PER_ASKER, fold_address(wish.email))
    with transaction(raises_cache=False) as tx:
        payload = {"case_id": case_id, **asdict(wish)}
        row, link, code = tokens.issue(PURPOSE, lasts=LASTS, payload=payload)
        title = db.session.get_one(Subject, case_id).title
        address = f"{_base()}/fragen/bestaetigen/{link}"
        tx.mail(wish.email, "practices/mail/question_confirm", name=wish.name, title=title, code=code, link=address)
        return row.id


def confirm(token: OneTimeToken) -> str:
    """The address is right: send the question. Returns the path of the case. Raises Spent."""
    case_id = token.payload.get("case_id", 0)
    if not within(PER_CASE, str(case_id)):
        raise Spent
    with transaction(raises_cache=False) as tx:
        values = dict(token.payload)
        subject = db.session.get(Subject, case_id)
        if subject is None or not subject.is_open or not tokens.use(token):
            raise Spent
        values.pop("case_id")
        _send(tx, case_id, Wish(**values), None)
        token.payload = {}
        path = subject.address
    require(PER_CASE, str(case_id))
    return path


def _send(tx: Transaction, case_id: int, wish: Wish, asker_id: int | None) -> None:
    mailbox = mailbox_of(case_id)
    if not mailbox:
        raise Spent
    secret, subject = new_token(), db.session.get_one(Subject, case_id)
    question = ColleagueQuestion(
        case_id=case_id,
        asker_id=asker_id,
        **asdict(wish),
        state="sent",
        answered_hash=token_hash(secret),
        sent_at=clock.now(),
    )
    db.session.add(question)
    db.session.flush()
    context: dict[str, Any] = {"wish": wish, "title": subject.title, "url": _base() + subject.address}
    link = f"{_base()}/fragen/beantwortet/{secret}"
    tx.mail(mailbox, "practices/mail/question", reply_to=wish.email, link=link, **context)
    tx.mail(wish.email, "practices/mail/question_copy", **context)


def mark_answered(question: ColleagueQuestion) -> None:
    """Once; says anew on all cases of the organisation how quickly it usually answers."""
    with transaction() as tx:
        query = update(ColleagueQuestion).where(ColleagueQuestion.id == question.id, ColleagueQuestion.state == "sent")
        db.session.execute(query.values(state="answered", answered_at=clock.now()))
        _tell_speed(question.case_id)
        tx.publish(SubjectChanged(kind=CASE, id=question.case_id))


def _tell_speed(case_id: int) -> None:
    owner_id = db.session.scalar(select(Subject.owner_id).where(Subject.id == case_id))
    same = select(Subject.id).where(Subject.kind == CASE, Subject.owner_id == owner_id)
    cases = same if owner_id else select(Subject.id).where(Subject.id == case_id)
    speed = _median_hours(cases)
    db.session.execute(update(CaseStudy).where(CaseStudy.id.in_(cases)).values(answer_hours=speed))


def _median_hours(cases: Any) -> int | None:
    """Of the latest answers; None when there are too few."""
    query = (
        select(ColleagueQuestion.sent_at, ColleagueQuestion.answered_at)
        .where(ColleagueQuestion.case_id.in_(cases), ColleagueQuestion.state == "answered")
        .order_by(ColleagueQuestion.answered_at.desc())
        .limit(LATEST_ANSWERS)
    )
    hours = sorted((row.answered_at - row.sent_at).total_seconds() / 3600 for row in db.session.execute(query))
    if len(hours) < FEWEST_ANSWERS:
        return None
    return max(1, round(hours[len(hours) // 2]))


def _base() -> str:
    return current_app.config["SETTINGS"].base_url
