from sqlalchemy import select, update

from app.core import clock
from app.core.actors import Actor
from app.core.audit import record
from app.core.events import SubjectChanged, SubjectRemoved
from app.core.jobs.models import Job
from app.core.subjects import Subject, subject_types
from app.core.transaction import Transaction, touch, transaction
from app.extensions import db
from app.moderation.models import Report
from app.organisations.models import Organisation


def send_notice(*, kind: str, address: str, text: str, reason: str = "", name: str = "", email: str = "") -> Report:
    """Keep a notice by anyone and confirm its receipt by mail (Art. 16 (4) DSA). address: as typed or copied."""
    with transaction(raises_cache=False) as tx:
        report = Report(kind=kind, address=address, text=text, reason=reason, name=name, email=email)
        report.subject_id = find_subject(address)
        db.session.add(report)
        db.session.flush()
        if email:
            tx.mail(email, "moderation/mail/received", ukey=f"report:{report.id}:received", report=report)
    return report


def find_subject(address: str) -> int | None:
    """The thing behind an address of ours, by its kind's path and slug."""
    path = "/" + address.split("://", 1)[-1].partition("/")[2] if "://" in address else address
    path = path.split("?")[0].split("#")[0].rstrip("/")
    for kind in subject_types().values():
        before, _, after = kind.path.partition("{slug}")
        if path.startswith(before) and path.endswith(after):
            slug = path[len(before) : len(path) - len(after)]
            return db.session.scalar(select(Subject.id).where(Subject.kind == kind.kind, Subject.slug == slug))
    return None


def decide(report: Report, *, action: str, decision: str, actor: Actor) -> None:
    """Decide a notice. action: kept, hidden or done. Tells the reporter, and the owner when a thing is hidden."""
    with transaction() as tx:
        report = db.session.get_one(Report, report.id)
        report.state, report.decision = action, decision
        report.decided_at, report.decided_by_id = clock.now(), actor.id
        if action == "hidden" and report.subject:
            hide(report.subject, tx, actor)
            _tell_owner(report, tx)
        elif action == "kept" and report.subject and report.subject.hidden_at:
            show(report.subject, tx, actor)
        if report.email:
            tx.mail(report.email, "moderation/mail/decided", ukey=f"report:{report.id}:{action}", report=report)


def hide(subject: Subject, tx: Transaction, actor: Actor) -> None:
    """Take a thing out of everyone's sight but its own people's."""
    subject.hidden_at = clock.now()
    touch(subject)
    record("subject.hidden", actor_id=actor.id, subject_id=subject.id)
    tx.publish(SubjectRemoved(kind=subject.kind, id=subject.id, actor_id=actor.id))


def show(subject: Subject, tx: Transaction, actor: Actor) -> None:
    subject.hidden_at = None
    touch(subject)
    record("subject.shown_again", actor_id=actor.id, subject_id=subject.id)
    tx.publish(SubjectChanged(kind=subject.kind, id=subject.id, actor_id=actor.id))


def _tell_owner(report: Report, tx: Transaction) -> None:
    owner = db.session.get(Organisation, report.subject.owner_id) if report.subject else None
    if owner is not None and owner.mailbox:
        tx.mail(owner.mailbox, "moderation/mail/hidden", ukey=f"report:{report.id}:owner", report=report)


def repeat_job(job_id: int, *, actor: Actor) -> None:
    """Let a job that was given up run again at once."""
    with transaction(raises_cache=False):
        again = {"failed_at": None, "tries": 0, "due_at": clock.now(), "locked_until": None}
        db.session.execute(update(Job).where(Job.id == job_id, Job.failed_at.is_not(None)).values(**again))
        record("job.repeated", actor_id=actor.id, job=job_id)
