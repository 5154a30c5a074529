from collections.abc import Sequence

from sqlalchemy import Row, Select, func, select
from sqlalchemy.orm import joinedload

from app.accounts.models import User
from app.core.audit import AuditEntry
from app.core.jobs.models import Job
from app.core.mail.models import Letter
from app.core.subjects import Subject
from app.extensions import db
from app.moderation.models import Report


def report(number: int) -> Report | None:
    return db.session.scalar(select(Report).options(joinedload(Report.subject)).where(Report.id == number))


def reports(state: str) -> Select:
    """Notices of a state ("open" or all decided ones), oldest open and newest decided first."""
    columns = select(
        Report.id,
        Report.kind,
        Report.reason,
        Report.address,
        Report.state,
        Report.created_at,
        Report.decided_at,
        Subject.title,
    ).outerjoin(Subject, Subject.id == Report.subject_id)
    if state == "open":
        return columns.where(Report.state == "open").order_by(Report.created_at, Report.id)
    return columns.where(Report.state != "open").order_by(Report.decided_at.desc(), Report.id.desc())


def waiting() -> dict[str, int]:
    """What waits for staff: open notices, failed jobs, refused mails."""
    row = db.session.execute(
        select(
            select(func.count(Report.id)).where(Report.state == "open").scalar_subquery().label("reports"),
            select(func.count(Job.id)).where(Job.failed_at.is_not(None)).scalar_subquery().label("failed_jobs"),
            select(func.count(Letter.id)).where(Letter.refused != "").scalar_subquery().label("refused_mails"),
        )
    ).one()
    return dict(row._mapping)


def failed_jobs() -> Sequence[Row]:
    columns = select(Job.id, Job.name, Job.tries, Job.failed_at, Job.last_error, Job.payload)
    return db.session.execute(columns.where(Job.failed_at.is_not(None)).order_by(Job.failed_at.desc()).limit(200)).all()


def waiting_jobs() -> Sequence[Row]:
    """Names of open jobs, how many, and since when the oldest is due."""
    columns = select(
        Job.name,
        func.count(Job.id).label("number"),
        func.min(Job.due_at).label("oldest"),
        func.max(Job.tries).label("tries"),
    )
    return db.session.execute(
        columns.where(Job.done_at.is_(None), Job.failed_at.is_(None)).group_by(Job.name).order_by(Job.name)
    ).all()


def letters() -> Select:
    return select(
        Letter.id, Letter.to_address, Letter.subject, Letter.created_at, Letter.sent_at, Letter.refused
    ).order_by(Letter.created_at.desc(), Letter.id.desc())


def letter(number: int) -> Letter | None:
    return db.session.get(Letter, number)


def log_entries() -> Select:
    return (
        select(
            AuditEntry.id,
            AuditEntry.action,
            AuditEntry.created_at,
            AuditEntry.detail,
            User.name.label("who"),
            Subject.title,
            Subject.kind,
            Subject.slug,
            Subject.public_id,
        )
        .outerjoin(User, User.id == AuditEntry.actor_id)
        .outerjoin(Subject, Subject.id == AuditEntry.subject_id)
        .order_by(AuditEntry.created_at.desc(), AuditEntry.id.desc())
    )
