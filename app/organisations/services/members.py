"""Roles of members, going, and being asked to go. Somebody always leads an organisation that has a leader."""

from app.accounts.services.roles import give_role, take_role
from app.core import audit
from app.core.actors import Actor
from app.core.transaction import transaction
from app.organisations.membership import ROLES, admin_count, member_of
from app.organisations.models import Organisation


class LastAdmin(Exception):
    """Another admin must be there first."""


def change_role(organisation: Organisation, handle: str, role: str, *, actor: Actor) -> None:
    """Raises LastAdmin; does nothing for somebody who is no member (any more)."""
    assert role in ROLES
    with transaction(organisation):
        member = member_of(organisation.id, handle)
        if member is None or member.role == role:
            return
        _require_another_admin(organisation, member.role)
        give_role(member.user_id, role, organisation.id, actor_id=actor.id)
        detail = {"user_id": member.user_id, "role": role, "before": member.role}
        audit.record("organisation.role", actor_id=actor.id, subject_id=organisation.id, **detail)


def remove_member(organisation: Organisation, handle: str, *, actor: Actor) -> None:
    """Also for leaving oneself. Raises LastAdmin. What the person wrote stays with the organisation."""
    with transaction(organisation):
        member = member_of(organisation.id, handle)
        if member is None:
            return
        _require_another_admin(organisation, member.role)
        take_role(member.user_id, organisation.id)
        detail = {"user_id": member.user_id, "before": member.role}
        audit.record("organisation.member_removed", actor_id=actor.id, subject_id=organisation.id, **detail)


def _require_another_admin(organisation: Organisation, role: str) -> None:
    if role == "org_admin" and admin_count(organisation.id) <= 1:
        raise LastAdmin
