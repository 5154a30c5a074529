"""What makes the demo look lived in: questions and answers, notes on a list, a wish to join, a half-finished draft."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute

from app.accounts.models import User
from app.core.drafts import Draft
from app.core.subjects import Subject
from app.core.text import sort_key
from app.demo.cases import ORIGIN, Cast
from app.demo.records import Bookmarked, DemoDraft, DemoWish, JoinWish, Life, Question
from app.extensions import db
from app.marks.models import Bookmark
from app.organisations.models import MembershipRequest
from app.practices.kinds import CASE
from app.practices.models import CaseStudy, ColleagueQuestion
from app.webtalks.models import Wish, WishVote


def load_life(life: Life, cast: Cast, cases: dict[str, int]) -> None:
    """Write what is not there yet; inside a transaction(). cases: subject ids by key."""
    for question in life.questions:
        _ask(question, cast, cases[question.case])
    for mark in life.bookmarks:
        _mark(mark, cast, cases[mark.case])
    for wish in life.join_requests:
        _wish(wish, cast)
    for draft in life.drafts:
        _draft(draft, cast)
    for topic in life.wishes:
        _topic(topic, cast)


def _is_there(column: InstrumentedAttribute[Any], *where: Any) -> bool:
    return db.session.scalar(select(column).where(*where).limit(1)) is not None


def _ask(question: Question, cast: Cast, case_id: int) -> None:
    if _is_there(
        ColleagueQuestion.id, ColleagueQuestion.case_id == case_id, ColleagueQuestion.message == question.message
    ):
        return
    asker = db.session.get_one(User, cast.people[question.asker])
    sent_at = _morning(question.sent_on)
    hours = question.answered_after_hours
    row = ColleagueQuestion(case_id=case_id, asker_id=asker.id, name=asker.name, email=asker.email)
    row.organisation, row.message, row.created_at, row.sent_at = asker.position, question.message, sent_at, sent_at
    row.state = "sent" if hours is None else "answered"
    row.answered_at = None if hours is None else sent_at + timedelta(hours=hours)
    db.session.add(row)


def _mark(mark: Bookmarked, cast: Cast, case_id: int) -> None:
    user_id = cast.people[mark.person]
    if not _is_there(Bookmark.user_id, Bookmark.user_id == user_id, Bookmark.subject_id == case_id):
        db.session.add(Bookmark(user_id=user_id, subject_id=case_id, note=mark.note))


def _wish(wish: JoinWish, cast: Cast) -> None:
    user_id, organisation_id = cast.people[wish.person], cast.organisations[wish.organisation]
    asked = (MembershipRequest.user_id == user_id, MembershipRequest.organisation_id == organisation_id)
    if not _is_there(MembershipRequest.id, *asked):
        row = MembershipRequest(organisation_id=organisation_id, kind="join", user_id=user_id, message=wish.message)
        row.created_by_id = user_id
        db.session.add(row)


def _topic(topic: DemoWish, cast: Cast) -> None:
    """A wish for a talk, with its votes."""
    if _is_there(Wish.id, Wish.title == topic.title):
        return
    row = Wish(title=topic.title, why=topic.why, author_id=cast.people[topic.author], votes=len(topic.voters) + 1)
    db.session.add(row)
    db.session.flush()
    voters = [cast.people[key] for key in (topic.author, *topic.voters)]
    db.session.add_all(WishVote(wish_id=row.id, user_id=user_id) for user_id in voters)


def _draft(draft: DemoDraft, cast: Cast) -> None:
    if _is_there(Subject.id, Subject.kind == CASE, Subject.origin == ORIGIN, Subject.external_id == draft.key):
        return
    title = str(draft.data["title"])
    subject = Subject(kind=CASE, origin=ORIGIN, external_id=draft.key, title=title, sort_key=sort_key(title))
    subject.owner_id, subject.author_id = cast.organisations[draft.organisation], cast.people[draft.author]
    subject.place_id, subject.state = cast.towns[draft.town], "draft"
    db.session.add(subject)
    db.session.flush()
    db.session.add_all([
        CaseStudy(id=subject.id),
        Draft(subject_id=subject.id, data=dict(draft.data), changed_by_id=subject.author_id),
    ])  # fmt: skip


def _morning(day: date) -> datetime:
    return datetime.combine(day, time(8, 30), UTC)
