"""Reads of who belongs to an organisation, who wants to, and who was asked."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, func, select

from app.accounts.models import Grant, User
from app.accounts.profiles import profile_for, sees
from app.core import clock
from app.core.actors import Actor
from app.core.identifiers import token_hash
from app.core.subjects import Subject
from app.extensions import db
from app.organisations.models import MembershipRequest

ROLES = {"org_admin": "Verwaltung", "org_editor": "Redaktion", "org_member": "Mitglied"}
ROLE_HINTS = {
    "org_admin": "darf alles, auch Mitglieder aufnehmen und Angaben ändern",
    "org_editor": "darf im Namen der Organisation veröffentlichen",
    "org_member": "darf Entwürfe schreiben",
}


@dataclass(frozen=True)
class Member:
    """One person with a role in the organisation."""

    user_id: int
    name: str
    handle: str
    role: str
    since: datetime

    @property
    def role_label(self) -> str:
        return ROLES[self.role]


def members(organisation_id: int) -> list[Member]:
    """All members, admins first; for those who manage them."""
    query = select(User.id, User.name, User.handle, Grant.role, Grant.created_at).join(Grant, Grant.user_id == User.id)
    rows = db.session.execute(query.where(Grant.scope_id == organisation_id, User.left_at.is_(None)))
    return sorted((Member(*row) for row in rows), key=lambda one: (list(ROLES).index(one.role), one.name.casefold()))


def people(organisation_id: int, actor: Actor, limit: int = 60) -> list[Any]:
    """The profiles a reader may know of: members see members; guests only those who show something to all."""
    found = db.session.scalars(_PEOPLE, {"organisation": organisation_id, "most": limit})
    shown = [one for one in found if not actor.is_guest or sees(actor, one, "position") or sees(actor, one, "about")]
    return [profile_for(actor, one) for one in shown]


_PEOPLE = (
    select(User)
    .join(Grant, Grant.user_id == User.id)
    .where(Grant.scope_id == bindparam("organisation"), User.left_at.is_(None), User.blocked_at.is_(None))
    .order_by(User.name)
    .limit(bindparam("most"))
)


def member_of(organisation_id: int, handle: str) -> Member | None:
    query = select(User.id, User.name, User.handle, Grant.role, Grant.created_at).join(Grant, Grant.user_id == User.id)
    row = db.session.execute(query.where(Grant.scope_id == organisation_id, User.handle == handle)).first()
    return Member(*row) if row else None


def admin_count(organisation_id: int) -> int:
    query = select(func.count()).select_from(Grant)
    return db.session.scalar(query.where(Grant.scope_id == organisation_id, Grant.role == "org_admin")) or 0


def open_requests(organisation_id: int) -> list[Row[Any]]:
    """(id, kind, name, handle, email, role, message, created_at) that wait for somebody."""
    columns = (
        MembershipRequest.id,
        MembershipRequest.kind,
        User.name,
        User.handle,
        MembershipRequest.email,
        MembershipRequest.role,
        MembershipRequest.message,
        MembershipRequest.created_at,
    )
    query = select(*columns).outerjoin(User, User.id == MembershipRequest.user_id)
    mine = query.where(MembershipRequest.organisation_id == organisation_id, MembershipRequest.state == "open")
    still = (MembershipRequest.expires_at.is_(None)) | (MembershipRequest.expires_at > clock.now())
    return list(db.session.execute(mine.where(still).order_by(MembershipRequest.created_at)))


def open_request_of(organisation_id: int, user_id: int | None) -> MembershipRequest | None:
    """The person's own wish to join that still waits."""
    if not user_id:
        return None
    query = select(MembershipRequest).where(
        MembershipRequest.organisation_id == organisation_id,
        MembershipRequest.user_id == user_id,
        MembershipRequest.kind == "join",
        MembershipRequest.state == "open",
    )
    return db.session.scalar(query)


def find_invitation(link: str) -> MembershipRequest | None:
    """The open invitation behind a link, or None when it is unknown, answered, taken back or too old."""
    query = select(MembershipRequest).where(
        MembershipRequest.token_hash == token_hash(link),
        MembershipRequest.state == "open",
        MembershipRequest.expires_at > clock.now(),
    )
    return db.session.scalar(query)


def find_request(organisation_id: int, number: int) -> MembershipRequest | None:
    query = select(MembershipRequest).where(
        MembershipRequest.id == number,
        MembershipRequest.organisation_id == organisation_id,
        MembershipRequest.state == "open",
    )
    return db.session.scalar(query)


def requests_of_person(user_id: int) -> list[Row[Any]]:
    """(organisation_id, kind, role, state, created_at) of a person's wishes, newest first."""
    columns = (MembershipRequest.organisation_id, MembershipRequest.kind, MembershipRequest.role)
    query = select(*columns, MembershipRequest.state, MembershipRequest.created_at)
    return list(
        db.session.execute(query.where(MembershipRequest.user_id == user_id).order_by(MembershipRequest.id.desc()))
    )


def waiting_for(user_id: int) -> list[Row[Any]]:
    """(title, slug) of organisations the person has asked to join."""
    query = select(Subject.title, Subject.slug).join(MembershipRequest, MembershipRequest.organisation_id == Subject.id)
    mine = query.where(MembershipRequest.user_id == user_id, MembershipRequest.kind == "join")
    return list(db.session.execute(mine.where(MembershipRequest.state == "open").order_by(Subject.sort_key)))
