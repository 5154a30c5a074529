"""Seats under the lock of the talk: counting them, giving them, offering free ones to who waits.

Every function here runs inside transaction(talk). taken_seats and waiting_count are counted anew after each change, and
the database refuses one seat too many.
"""

from datetime import datetime, timedelta

from sqlalchemy import func, select

from app.core import clock
from app.core.transaction import Transaction
from app.extensions import db
from app.webtalks.events import PutOnWaitingList, SeatGiven, SeatLost, SeatOffered
from app.webtalks.kinds import SEATED
from app.webtalks.models import Registration, Webtalk

OFFER_LASTS = timedelta(hours=24)
OFFERS_END = timedelta(hours=2)
GIVEN_DIRECTLY = timedelta(hours=3)


def take_place(talk: Webtalk, registration: Registration, tx: Transaction) -> None:
    """A seat when there is one and nobody waits for it; else the end of the queue."""
    db.session.add(registration)
    registration.ending = ""
    if talk.capacity is None or (talk.taken_seats < talk.capacity and talk.waiting_count == 0):
        _seat(talk, registration, tx)
    else:
        registration.state, registration.queued_at, registration.changed_at = "waiting", clock.now(), clock.now()
        recount(talk)
        tx.publish(PutOnWaitingList(talk.id, registration.id, place=talk.waiting_count))


def give_up(talk: Webtalk, registration: Registration, ending: str, tx: Transaction) -> None:
    """End a registration; what becomes free goes to who waits. ending: see kinds.ENDINGS."""
    registration.state, registration.ending = "cancelled", ending
    registration.offered_until, registration.queued_at, registration.confirmed_at = None, None, None
    registration.changed_at = clock.now()
    recount(talk)
    tx.publish(SeatLost(talk.id, registration.id, ending=ending))
    promote(talk, tx)


def accept(talk: Webtalk, registration: Registration, tx: Transaction) -> None:
    """Take the offered seat."""
    _seat(talk, registration, tx)


def promote(talk: Webtalk, tx: Transaction) -> None:
    """Offer free seats in order of the queue; shortly before the start give them without asking."""
    if talk.is_cancelled or talk.is_over() or talk.starts_at is None:
        return
    for registration in _first_waiting(talk, _free(talk)):
        deadline = offer_deadline(talk.starts_at)
        if talk.capacity is None or deadline is None:
            _seat(talk, registration, tx)
        else:
            registration.state, registration.offered_until = "offered", deadline
            registration.queued_at, registration.changed_at = None, clock.now()
            recount(talk)
            tx.publish(SeatOffered(talk.id, registration.id))


def offer_deadline(starts_at: datetime) -> datetime | None:
    """A day, at the latest two hours before the start; None: too late to ask, the seat is given."""
    now = clock.now()
    return None if starts_at - now <= GIVEN_DIRECTLY else min(now + OFFER_LASTS, starts_at - OFFERS_END)


def recount(talk: Webtalk) -> None:
    db.session.flush()
    query = select(Registration.state, func.count()).where(Registration.webtalk_id == talk.id)
    numbers = dict(list(db.session.execute(query.group_by(Registration.state))))
    talk.taken_seats = sum(numbers.get(state, 0) for state in SEATED)
    talk.waiting_count = numbers.get("waiting", 0)
    db.session.flush()


def _seat(talk: Webtalk, registration: Registration, tx: Transaction) -> None:
    registration.state, registration.changed_at = "registered", clock.now()
    registration.queued_at = registration.offered_until = None
    registration.confirmed_at = clock.now() if talk.asked_at is not None else None
    recount(talk)
    tx.publish(SeatGiven(talk.id, registration.id))


def _free(talk: Webtalk) -> int:
    return talk.waiting_count if talk.capacity is None else max(0, talk.capacity - talk.taken_seats)


def _first_waiting(talk: Webtalk, number: int) -> list[Registration]:
    query = select(Registration).where(Registration.webtalk_id == talk.id, Registration.state == "waiting")
    return list(db.session.scalars(query.order_by(Registration.queued_at, Registration.id).limit(number)))
