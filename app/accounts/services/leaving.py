"""Leaving: the name goes, the content of the organisation stays."""

from sqlalchemy import delete, select

from app.accounts.models import AcceptedTerms, Grant, User
from app.accounts.services.findable import keep_findable
from app.accounts.services.log_ins import end_all_log_ins
from app.accounts.services.profile import remove_avatar
from app.core import audit, clock
from app.core.events import PersonRemoved
from app.core.personal_data import Objection, objections_to_leaving
from app.core.tokens import OneTimeToken
from app.core.transaction import transaction
from app.extensions import db

NAME = "Ehemaliges Mitglied"


class NotYet(Exception):
    """Something must be settled first."""

    def __init__(self, objections: list[Objection]) -> None:
        super().__init__("; ".join(one.text for one in objections))
        self.objections = objections


def leave(user_id: int) -> None:
    """Remove the person: name, address, profile, roles, log-ins. Features anonymise the rest (PersonRemoved).

    Raises NotYet, e.g. when an organisation would be left without its last admin.
    """
    with transaction() as tx:
        person = db.session.get_one(User, user_id, populate_existing=True, with_for_update=True)
        if objections := objections_to_leaving(user_id):
            raise NotYet(objections)
        tx.mail(person.email, "accounts/mail/left", name=person.name)
        remove_avatar(user_id)
        _empty(person)
        keep_findable(person)
        end_all_log_ins(user_id)
        for table in (Grant, OneTimeToken, AcceptedTerms):
            db.session.execute(delete(table).where(table.user_id == user_id))
        audit.record("person.left", actor_id=user_id)
        tx.publish(PersonRemoved(person_id=user_id))


def last_operator_objections(user_id: int) -> list[Objection]:
    """An installation is never left without somebody who may do everything."""
    operators = set(db.session.scalars(select(Grant.user_id).where(Grant.role == "admin")))
    if operators != {user_id}:
        return []
    text = "Sie verwalten diese Installation allein. Bitte geben Sie die Rolle vorher jemand anderem."
    return [Objection(text, "/redaktion/personen")]


def _empty(person: User) -> None:
    person.name, person.handle = NAME, f"ehemals-{person.public_id}"
    person.email = person.email_folded = person.password_hash = ""
    person.position = person.expertise = person.phone = person.about_md = person.about_html = ""
    person.visibility, person.contact_until = {}, None
    person.left_at = clock.now()
