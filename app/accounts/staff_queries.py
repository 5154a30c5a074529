"""People as staff finds and sees them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Select, or_, select

from app.accounts.models import Grant, User
from app.accounts.names import is_handle
from app.core.addresses import fold_address
from app.core.subjects import Subject
from app.core.text import slugify
from app.extensions import db


@dataclass(frozen=True)
class PersonForStaff:
    """organisations: (title, role). site_roles: "admin", "moderator"."""

    id: int
    public_id: str
    handle: str
    name: str
    email: str
    created_at: datetime
    blocked_at: datetime | None
    site_roles: tuple[str, ...] = ()
    organisations: Sequence[tuple[str, str]] = field(default_factory=tuple)


def people(text: str) -> Select[*tuple[Any, ...]]:
    """Columns of those whose name, handle or address holds the text; the latest first."""
    query = select(User.id, User.handle, User.name, User.email, User.created_at, User.blocked_at)
    query = query.where(User.left_at.is_(None)).order_by(User.id.desc())
    return query.where(_matches(text)) if text else query


def _matches(text: str) -> Any:
    found = [
        User.name.icontains(text, autoescape=True),
        User.email_folded.contains(fold_address(text), autoescape=True),
    ]
    if slug := slugify(text):
        found.append(User.handle.contains(slug, autoescape=True))
    return or_(*found)


def site_roles_of(user_ids: Sequence[int]) -> dict[int, list[str]]:
    """Site roles by person, in one statement."""
    query = select(Grant.user_id, Grant.role).where(Grant.user_id.in_(user_ids), Grant.scope_id.is_(None))
    roles: dict[int, list[str]] = {}
    for user_id, role in db.session.execute(query.order_by(Grant.role)):
        roles.setdefault(user_id, []).append(role)
    return roles


def find_for_staff(handle: str) -> PersonForStaff | None:
    """One person with roles; also when blocked, but not when gone."""
    query = select(User).where(User.handle == handle, User.left_at.is_(None))
    person = db.session.scalar(query) if is_handle(handle) else None
    if person is None:
        return None
    roles = select(Grant.role, Subject.title).outerjoin(Subject, Subject.id == Grant.scope_id)
    grants = db.session.execute(roles.where(Grant.user_id == person.id).order_by(Grant.id)).all()
    return PersonForStaff(
        id=person.id,
        public_id=person.public_id,
        handle=person.handle,
        name=person.name,
        email=person.email,
        created_at=person.created_at,
        blocked_at=person.blocked_at,
        site_roles=tuple(role for role, title in grants if title is None),
        organisations=[(title, role) for role, title in grants if title is not None],
    )
