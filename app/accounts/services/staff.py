"""What staff does with people; each step stands in the audit log."""

from app.accounts.events import PersonBlocked, PersonUnblocked
from app.accounts.models import User
from app.accounts.services.findable import keep_findable
from app.accounts.services.log_ins import end_all_log_ins
from app.accounts.services.roles import give_role, take_role
from app.core import audit, clock
from app.core.actors import SITE_ROLES, Actor
from app.core.transaction import transaction
from app.extensions import db


def block_person(user_id: int, *, actor: Actor, reason: str = "") -> None:
    """Nobody gets in with this account any more; all log-ins end at once, the profile is hidden."""
    with transaction() as tx:
        person = db.session.get_one(User, user_id, populate_existing=True)
        if person.blocked_at is None:
            person.blocked_at = clock.now()
            end_all_log_ins(user_id)
            keep_findable(person)
            audit.record("person.blocked", actor_id=actor.id, person=person.public_id, reason=reason)
            tx.publish(PersonBlocked(person_id=user_id))


def unblock_person(user_id: int, *, actor: Actor) -> None:
    with transaction() as tx:
        person = db.session.get_one(User, user_id, populate_existing=True)
        if person.blocked_at is not None:
            person.blocked_at = None
            keep_findable(person)
            audit.record("person.unblocked", actor_id=actor.id, person=person.public_id)
            tx.publish(PersonUnblocked(person_id=user_id))


def set_site_roles(user_id: int, wanted: set[str], *, actor: Actor, present: set[str]) -> None:
    """Give and take site roles until they are those wanted. present: those the person has now."""
    with transaction(raises_cache=False):
        person = db.session.get_one(User, user_id, populate_existing=True)
        for role in SITE_ROLES:
            if role in wanted - present:
                give_role(user_id, role, actor_id=actor.id)
            elif role in present - wanted:
                take_role(user_id, role=role)
        if wanted != present:
            audit.record("person.roles", actor_id=actor.id, person=person.public_id, roles=sorted(wanted))
