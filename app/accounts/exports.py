"""Our part of "Meine Daten"."""

from datetime import datetime
from typing import Any

from sqlalchemy import or_, select

from app.accounts.models import AcceptedTerms, Grant, LogIn, User
from app.core.audit import AuditEntry
from app.core.drafts import Draft, Revision
from app.core.subjects import Subject
from app.extensions import db

TEXTS = ("name", "handle", "email", "position", "expertise", "phone", "about_md", "visibility")
MOMENTS = ("created_at", "confirmed_at", "contact_until")


def export_person(user_id: int) -> dict[str, Any]:
    """Profile, roles, log-ins, accepted terms of use; the password hash is nobody's reading."""
    person = db.session.get_one(User, user_id)
    texts = {name: getattr(person, name) for name in TEXTS}
    return {
        **texts,
        **{name: _iso(getattr(person, name)) for name in MOMENTS},
        "has_avatar": person.avatar_file_id is not None,
        "roles": _roles(user_id),
        "log_ins": _log_ins(user_id),
        "accepted_terms": _accepted_terms(user_id),
    }


def export_writing(user_id: int) -> dict[str, Any]:
    """What the person has begun and written, by title; the texts themselves belong to the organisations."""
    begun = select(Subject.title, Subject.kind, Subject.state, Subject.created_at).where(Subject.author_id == user_id)
    mine = or_(Draft.changed_by_id == user_id, Draft.handed_in_by_id == user_id)
    drafts = select(Subject.title, Subject.kind, Draft.changed_at).join(Draft, Draft.subject_id == Subject.id)
    versions = select(Subject.title, Subject.kind, Revision.number, Revision.created_at)
    joined = versions.join(Revision, Revision.subject_id == Subject.id).where(Revision.author_id == user_id)
    return {
        "begonnen": _rows(begun.order_by(Subject.id)),
        "zuletzt_geschrieben_oder_eingereicht": _rows(drafts.where(mine).order_by(Subject.id)),
        "veroeffentlichte_fassungen": _rows(joined.order_by(Revision.id)),
    }


def export_log(user_id: int) -> list[dict[str, Any]]:
    """What the log says of her: confirmations, roles, decisions."""
    query = select(AuditEntry.action, AuditEntry.created_at).where(AuditEntry.actor_id == user_id)
    return _rows(query.order_by(AuditEntry.id))


def _rows(query: Any) -> list[dict[str, Any]]:
    """Columns by name; moments as text."""
    found = db.session.execute(query).mappings()
    return [{name: _iso(v) if isinstance(v, datetime) else v for name, v in row.items()} for row in found]


def _roles(user_id: int) -> list[dict[str, Any]]:
    query = select(Grant.role, Grant.created_at, Subject.title).outerjoin(Subject, Subject.id == Grant.scope_id)
    rows = db.session.execute(query.where(Grant.user_id == user_id).order_by(Grant.id))
    return [{"role": row.role, "organisation": row.title, "since": _iso(row.created_at)} for row in rows]


def _log_ins(user_id: int) -> list[dict[str, Any]]:
    query = select(LogIn.device, LogIn.created_at, LogIn.seen_at).where(LogIn.user_id == user_id).order_by(LogIn.id)
    return [
        {"device": row.device, "since": _iso(row.created_at), "used": _iso(row.seen_at)}
        for row in db.session.execute(query)
    ]


def _accepted_terms(user_id: int) -> list[dict[str, Any]]:
    query = select(AcceptedTerms.version, AcceptedTerms.accepted_at).where(AcceptedTerms.user_id == user_id)
    rows = db.session.execute(query.order_by(AcceptedTerms.accepted_at, AcceptedTerms.version))
    return [{"version": row.version, "at": _iso(row.accepted_at)} for row in rows]


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
