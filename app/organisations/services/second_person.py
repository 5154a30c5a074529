"""Vier Augen: an organisation asks that nobody publishes alone."""

from sqlalchemy import func, select

from app.accounts.models import Grant
from app.core import audit
from app.core.actors import Actor
from app.core.transaction import transaction
from app.extensions import db
from app.organisations.models import Organisation


class NoSecondPerson(Exception):
    """Nobody else may publish for it: then nothing could be published any more."""


def ask_for_second_person(organisation: Organisation, wanted: bool, *, actor: Actor) -> None:
    """From now on who writes needs somebody else to release it, or no longer. Raises NoSecondPerson."""
    with transaction(organisation, raises_cache=False):
        if wanted and _publishers(organisation.id) < 2:
            raise NoSecondPerson
        if organisation.four_eyes == wanted:
            return
        organisation.four_eyes = wanted
        audit.record("organisation.four_eyes", actor_id=actor.id, subject_id=organisation.id, wanted=wanted)


def _publishers(organisation_id: int) -> int:
    people = select(func.count(Grant.user_id.distinct())).where(Grant.scope_id == organisation_id)
    return db.session.scalar(people.where(Grant.role.in_(("org_admin", "org_editor")))) or 0
