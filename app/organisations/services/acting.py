"""City marketing acts for a town after the town's organisation or staff has confirmed it."""

from sqlalchemy import select

from app.core import audit, clock
from app.core.actors import Actor
from app.core.transaction import Transaction, touch, transaction
from app.extensions import db
from app.organisations.events import OrganisationChanged
from app.organisations.models import ActsFor, Organisation
from app.organisations.queries import admin_addresses, organisation_of_town
from app.places.models import Place
from app.places.towns import Town


def ask_to_act(organisation: Organisation, town: Town, *, actor: Actor) -> None:
    """Store the wish; the town's admins are told, else staff sees it. Asking again reopens what was declined."""
    with transaction(organisation) as tx:
        mine = (ActsFor.organisation_id == organisation.id, ActsFor.place_id == town.id)
        bond = db.session.scalar(select(ActsFor).where(*mine))
        if bond is not None and bond.state in ("requested", "confirmed"):
            return
        if bond is None:
            bond = ActsFor(organisation_id=organisation.id, place_id=town.id)
            db.session.add(bond)
        bond.state, bond.requested_by_id, bond.created_at = "requested", actor.id, clock.now()
        bond.decided_by_id = bond.decided_at = None
        audit.record("organisation.acting_asked", actor_id=actor.id, subject_id=organisation.id, place=town.key)
        _tell_town(organisation, town, actor, tx)


def _tell_town(organisation: Organisation, town: Town, actor: Actor, tx: Transaction) -> None:
    owner = organisation_of_town(town.id)
    if owner is None:
        return
    for address in admin_addresses(owner.id):
        values = {"organisation": organisation.subject.title, "person": actor.name, "town": town.name}
        tx.mail(address, "organisations/mail/acting_asked", path=f"{owner.url}/handelt-fuer", **values)


def decide_acting(bond: ActsFor, is_confirmed: bool, *, actor: Actor) -> None:
    """Confirm, or decline what waits or holds. Nothing public says that something was declined."""
    with transaction() as tx:
        organisation = db.session.get_one(Organisation, bond.organisation_id)
        row = db.session.get_one(ActsFor, bond.id, populate_existing=True, with_for_update=True)
        wanted = "confirmed" if is_confirmed else ("ended" if row.state == "confirmed" else "declined")
        if row.state == wanted:
            return
        row.state, row.decided_by_id, row.decided_at = wanted, actor.id, clock.now()
        place = db.session.get_one(Place, row.place_id)
        detail = {"place": place.key, "state": wanted}
        audit.record("organisation.acting_decided", actor_id=actor.id, subject_id=organisation.id, **detail)
        touch(organisation.subject)
        tx.publish(OrganisationChanged(kind="organisation", id=organisation.id, actor_id=actor.id))
        if is_confirmed:
            _tell_asking(organisation, place.name, tx)


def _tell_asking(organisation: Organisation, town: str, tx: Transaction) -> None:
    for address in admin_addresses(organisation.id):
        values = {"organisation": organisation.subject.title, "town": town, "path": organisation.subject.address}
        tx.mail(address, "organisations/mail/acting_confirmed", **values)


def end_acting(bond: ActsFor, *, actor: Actor) -> None:
    """The asking organisation takes its wish back, or acts no more."""
    with transaction() as tx:
        row = db.session.get_one(ActsFor, bond.id, populate_existing=True, with_for_update=True)
        row.state, row.decided_at = "ended", clock.now()
        organisation = db.session.get_one(Organisation, row.organisation_id)
        audit.record("organisation.acting_ended", actor_id=actor.id, subject_id=organisation.id)
        touch(organisation.subject)
        tx.publish(OrganisationChanged(kind="organisation", id=organisation.id, actor_id=actor.id))
