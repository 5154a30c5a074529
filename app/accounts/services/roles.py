"""Roles: one per person and organisation, site roles beside it. A change gives the person's log-ins new ids."""

from sqlalchemy import delete, select

from app.accounts.models import Grant
from app.accounts.services.log_ins import renew_ids
from app.core.actors import SITE_ROLES
from app.core.transaction import transaction
from app.extensions import db


def give_role(user_id: int, role: str, scope_id: int | None = None, *, actor_id: int | None = None) -> None:
    """Give a role: a site role ("admin", "moderator") without scope, an organisation role instead of the one before."""
    with transaction(raises_cache=False):
        same = Grant.role == role if scope_id is None else Grant.scope_id == scope_id
        query = select(Grant).where(Grant.user_id == user_id, same).with_for_update()
        grant = db.session.scalar(query)
        if grant is None:
            grant = Grant(user_id=user_id, scope_id=scope_id)
            db.session.add(grant)
        grant.role, grant.granted_by_id = role, actor_id
        renew_ids(user_id)


def take_role(user_id: int, scope_id: int | None = None, *, role: str | None = None) -> None:
    """Take the role in an organisation, or the named site role (all of them without a name)."""
    with transaction(raises_cache=False):
        query = delete(Grant).where(Grant.user_id == user_id)
        if scope_id is not None:
            query = query.where(Grant.scope_id == scope_id)
        else:
            query = query.where(Grant.scope_id.is_(None), Grant.role.in_([role] if role else SITE_ROLES))
        db.session.execute(query)
        renew_ids(user_id)
