"""What a person can do: come, come to all dates, take an offered seat, say again that he comes, stay away."""

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select

from app.core import clock
from app.core.actors import Actor
from app.core.addresses import fold_address
from app.core.transaction import transaction
from app.extensions import db
from app.webtalks.admission import refusal
from app.webtalks.models import Registration, Webtalk
from app.webtalks.services import seats

LIVE = ("registered", "waiting", "offered")


class NotAdmitted(Exception):
    """Who may not register; the text is a German sentence that says why."""


@dataclass(frozen=True)
class Person:
    """Who comes: a member (user_id), or a guest with a confirmed address."""

    user_id: int | None = None
    name: str = ""
    email: str = ""
    answers: dict[str, Any] = field(default_factory=dict)

    @property
    def email_folded(self) -> str:
        return fold_address(self.email) if self.email else ""


def member(actor: Actor, answers: dict[str, Any] | None = None) -> Person:
    return Person(user_id=actor.id, answers=answers or {})


def register(talk: Webtalk, person: Person, *, series_registration_id: int | None = None) -> Registration:
    """A seat or a place in the queue; who is registered already stays as he is. Raises NotAdmitted."""
    with transaction(talk) as tx:
        if why := refusal(talk, user_id=person.user_id, email=person.email):
            raise NotAdmitted(why)
        registration = find_registration(talk.id, person)
        if registration is None:
            registration = Registration(
                webtalk_id=talk.id, user_id=person.user_id, email_folded=person.email_folded, state="cancelled"
            )
        if person.answers or registration.state not in LIVE:
            registration.answers = person.answers
        registration.name, registration.email = person.name, person.email
        if series_registration_id is not None:
            registration.series_registration_id = series_registration_id
        if registration.state not in LIVE:
            registration.created_at = clock.now()
            seats.take_place(talk, registration, tx)
    return registration


def find_registration(webtalk_id: int, person: Person) -> Registration | None:
    """The person's row, whatever its state."""
    query = select(Registration).where(Registration.webtalk_id == webtalk_id)
    if person.user_id is not None:
        return db.session.scalar(query.where(Registration.user_id == person.user_id))
    guest = query.where(Registration.user_id.is_(None), Registration.email_folded == person.email_folded)
    return db.session.scalar(guest)


def stay_away(talk: Webtalk, registration_id: int, *, ending: str = "self") -> None:
    """Give up seat or place; nothing happens when it is given up already or the talk is over."""
    with transaction(talk) as tx:
        registration = _locked(registration_id)
        if registration.state in LIVE and not talk.is_over():
            seats.give_up(talk, registration, ending, tx)


def accept_offer(talk: Webtalk, registration_id: int) -> bool:
    """Take the seat that is kept. False when the deadline is over."""
    with transaction(talk) as tx:
        registration = _locked(registration_id)
        if registration.state != "offered" or not registration.offered_until:
            return registration.state == "registered"
        if registration.offered_until <= clock.now() or talk.is_cancelled:
            return False
        seats.accept(talk, registration, tx)
        return True


def confirm_coming(talk: Webtalk, registration_id: int) -> bool:
    """Say again that the seat will be used. False when it is gone."""
    with transaction(talk, raises_cache=False):
        registration = _locked(registration_id)
        if registration.state != "registered":
            return False
        registration.confirmed_at = registration.confirmed_at or clock.now()
        return True


def _locked(registration_id: int) -> Registration:
    return db.session.get_one(Registration, registration_id, populate_existing=True)
