"""Who leads a talk, and what becomes of it when somebody leaves."""

from sqlalchemy import delete, select, update

from app.accounts.models import Grant
from app.accounts.services.roles import give_role, take_role
from app.core import audit, clock
from app.core.actors import Actor
from app.core.events import PersonRemoved
from app.core.subjects import Subject
from app.core.transaction import transaction
from app.extensions import db
from app.webtalks.events import HostMissing
from app.webtalks.kinds import HOST
from app.webtalks.models import OwnCalendar, Registration, SeriesRegistration, Speaker, Webtalk
from app.webtalks.services import seats
from app.webtalks.services.scheduling import NotReady, host_count
from app.webtalks.services.wishes import forget_votes

FORMER = "Ehemaliges Mitglied"


def name_host(talk: Webtalk, user_id: int, *, actor: Actor) -> None:
    with transaction(talk, raises_cache=False):
        give_role(user_id, HOST, talk.id, actor_id=actor.id)
        audit.record("webtalk.host_named", actor_id=actor.id, subject_id=talk.id, person=user_id)


def dismiss_host(talk: Webtalk, user_id: int, *, actor: Actor) -> None:
    """Raises NotReady for the last host of a published talk."""
    with transaction(talk, raises_cache=False):
        if talk.subject.state == "published" and host_count(talk.id) <= 1:
            raise NotReady("Ein öffentlicher Webtalk braucht eine Leitung. Bitte nennen Sie zuerst eine andere Person.")
        take_role(user_id, talk.id)
        audit.record("webtalk.host_dismissed", actor_id=actor.id, subject_id=talk.id, person=user_id)


def forget_person(event: PersonRemoved) -> None:
    """Listener: seats become free, the name goes from the talks; the talks stay with their organisation."""
    _free_seats(event.person_id)
    with transaction() as tx:
        mine = Speaker.user_id == event.person_id
        empty = {"name": FORMER, "role": "", "about": "", "picture_id": None, "user_id": None}
        db.session.execute(update(Speaker).where(mine).values(**empty))
        forget_votes(event.person_id)
        for table in (Registration, SeriesRegistration, OwnCalendar):
            db.session.execute(delete(table).where(table.user_id == event.person_id))
        for talk_id in db.session.scalars(_without_host()).all():
            tx.publish(HostMissing(talk_id))


def _free_seats(user_id: int) -> None:
    query = select(Webtalk, Registration).join(Registration, Registration.webtalk_id == Webtalk.id)
    for talk, registration in db.session.execute(query.where(Registration.user_id == user_id)).all():
        number = registration.id
        with transaction(talk) as tx:
            row = db.session.get(Registration, number, populate_existing=True)
            if row is not None and row.state != "cancelled":
                seats.give_up(talk, row, "self", tx)


def _without_host():  # type: ignore[no-untyped-def]
    """Published, coming talks that nobody leads."""
    led = select(Grant.scope_id).where(Grant.role == HOST)
    query = select(Webtalk.id).join(Subject, Subject.id == Webtalk.id).where(Subject.state == "published")
    coming = query.where(Webtalk.ends_at > clock.now(), Webtalk.cancelled_at.is_(None))
    return coming.where(Webtalk.id.not_in(led))
