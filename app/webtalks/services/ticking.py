"""What happens by the clock: offers end, the registered are asked again, unconfirmed seats go to who waits."""

from datetime import timedelta

from sqlalchemy import ColumnElement, and_, or_, select

from app.core import clock
from app.core.subjects import Subject
from app.core.transaction import Transaction, transaction
from app.extensions import db
from app.webtalks.events import SeatToConfirm
from app.webtalks.models import Registration, Webtalk
from app.webtalks.services import seats

ASKED = timedelta(hours=48)
ASKED_AT_LATEST = timedelta(hours=36)
RELEASED = timedelta(hours=24)
AT_ONCE = 200


def is_needed() -> bool:
    """A cheap look: two indexed questions."""
    return bool(_with_ended_offers(1) or _talks(_to_ask() | _to_release(), 1))


def tick() -> None:
    """Once a minute; each talk under its own lock, where everything is looked at again."""
    for talk_id in _with_ended_offers(AT_ONCE):
        end_offers(talk_id)
    for talk_id in _talks(_to_ask(), AT_ONCE):
        ask_again(talk_id)
    for talk_id in _talks(_to_release(), AT_ONCE):
        release(talk_id)


def end_offers(talk_id: int) -> None:
    """Offers nobody took: the seat goes on to the next."""
    talk = db.session.get_one(Webtalk, talk_id)
    with transaction(talk) as tx:
        query = select(Registration).where(Registration.webtalk_id == talk.id, Registration.state == "offered")
        late = query.where(Registration.offered_until <= clock.now()).order_by(Registration.id)
        for registration in db.session.scalars(late).all():
            seats.give_up(talk, registration, "lapsed", tx)


def ask_again(talk_id: int) -> None:
    """Two days before, when seats are few: do you come? Later registrations count as confirmed."""
    talk = db.session.get_one(Webtalk, talk_id)
    with transaction(talk, raises_cache=False) as tx:
        if talk.asked_at is None and talk.is_full:
            talk.asked_at = clock.now()
            for number in db.session.scalars(_unconfirmed(talk).with_only_columns(Registration.id)):
                tx.publish(SeatToConfirm(talk.id, number))


def release(talk_id: int) -> None:
    """A day before: as many unconfirmed seats as people wait, the latest registered first."""
    talk = db.session.get_one(Webtalk, talk_id)
    with transaction(talk) as tx:
        if talk.released_at is None and talk.asked_at is not None:
            talk.released_at = clock.now()
            _release(talk, tx)


def _release(talk: Webtalk, tx: Transaction) -> None:
    last_first = _unconfirmed(talk).order_by(Registration.created_at.desc(), Registration.id.desc())
    for registration in db.session.scalars(last_first.limit(talk.waiting_count)).all():
        seats.give_up(talk, registration, "released", tx)


def _unconfirmed(talk: Webtalk):  # type: ignore[no-untyped-def]
    query = select(Registration).where(Registration.webtalk_id == talk.id, Registration.state == "registered")
    return query.where(Registration.confirmed_at.is_(None))


def _with_ended_offers(most: int) -> list[int]:
    query = select(Registration.webtalk_id).where(Registration.offered_until <= clock.now())
    return list(db.session.scalars(query.distinct().limit(most)))


def _to_ask() -> ColumnElement[bool]:
    now = clock.now()
    soon = Webtalk.starts_at.between(now + ASKED_AT_LATEST, now + ASKED)
    return and_(soon, Webtalk.asked_at.is_(None), Webtalk.asks_to_confirm, Webtalk.taken_seats >= Webtalk.capacity)


def _to_release() -> ColumnElement[bool]:
    now = clock.now()
    soon = and_(Webtalk.starts_at > now, Webtalk.starts_at <= now + RELEASED)
    return and_(soon, Webtalk.asked_at.is_not(None), Webtalk.released_at.is_(None))


def _talks(condition: ColumnElement[bool], most: int) -> list[int]:
    query = select(Webtalk.id).join(Subject, Subject.id == Webtalk.id)
    live = query.where(Subject.state == "published", Webtalk.cancelled_at.is_(None), or_(condition))
    return list(db.session.scalars(live.order_by(Webtalk.starts_at).limit(most)))
