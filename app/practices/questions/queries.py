"""Reads of questions to colleagues."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from app.accounts.models import User
from app.core.identifiers import token_hash
from app.core.subjects import Subject, subject_type
from app.extensions import db
from app.organisations.models import Organisation
from app.practices.kinds import CASE
from app.practices.models import CaseStudy, ColleagueQuestion

MOST_LISTED = 200


def mailbox_of(case_id: int) -> str:
    """Where questions to a case go; empty when it has no mailbox. Never shown to anybody."""
    own = func.coalesce(func.nullif(CaseStudy.mailbox, ""), Organisation.mailbox, "")
    query = (
        select(own)
        .select_from(CaseStudy)
        .join(Subject, Subject.id == CaseStudy.id)
        .outerjoin(Organisation, Organisation.id == Subject.owner_id)
    )
    return db.session.scalar(query.where(CaseStudy.id == case_id)) or ""


def email_of(user_id: int) -> str:
    return db.session.scalar(select(User.email).where(User.id == user_id)) or ""


def organisation_name(organisation_ids: tuple[int, ...]) -> str:
    """The asker's organisation, when there is exactly one."""
    if len(organisation_ids) != 1:
        return ""
    return db.session.scalar(select(Subject.title).where(Subject.id == organisation_ids[0])) or ""


def question_by_answer_link(secret: str) -> ColleagueQuestion | None:
    """The question behind "Als beantwortet markieren"."""
    return db.session.scalar(
        select(ColleagueQuestion).where(
            ColleagueQuestion.answered_hash == token_hash(secret), ColleagueQuestion.state != "unconfirmed"
        )
    )


@dataclass(frozen=True)
class AskedQuestion:
    """One of a person's own questions."""

    title: str
    url: str
    message: str
    state: str
    created_at: datetime
    answered_at: datetime | None


def asked_by(user_id: int) -> list[AskedQuestion]:
    """Newest first."""
    query = (
        select(
            Subject.title,
            Subject.slug,
            Subject.public_id,
            ColleagueQuestion.message,
            ColleagueQuestion.state,
            ColleagueQuestion.created_at,
            ColleagueQuestion.answered_at,
        )
        .join(Subject, Subject.id == ColleagueQuestion.case_id)
        .where(ColleagueQuestion.asker_id == user_id)
        .order_by(ColleagueQuestion.created_at.desc(), ColleagueQuestion.id.desc())
        .limit(MOST_LISTED)
    )
    return [_asked(row) for row in db.session.execute(query)]


def last_asked(user_id: int | None, case_id: int) -> Any:
    """(sent_at, answered_at) of the person's latest question to a case, or None."""
    query = select(ColleagueQuestion.sent_at, ColleagueQuestion.answered_at).where(
        ColleagueQuestion.asker_id == user_id, ColleagueQuestion.case_id == case_id
    )
    return db.session.execute(query.order_by(ColleagueQuestion.id.desc()).limit(1)).first() if user_id else None


def _asked(row: Any) -> AskedQuestion:
    url = subject_type(CASE).address(row.slug or row.public_id)
    return AskedQuestion(row.title, url, row.message, row.state, row.created_at, row.answered_at)
