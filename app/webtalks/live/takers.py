"""Who takes part in the questions of a talk: who has a seat, who speaks, who leads."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, select

from app.core import clock
from app.core.actors import Actor
from app.extensions import db
from app.webtalks import links
from app.webtalks.models import Registration, Speaker, Webtalk
from app.webtalks.permissions import is_host
from app.webtalks.room.doors import CLOSES


@dataclass(frozen=True)
class Taker:
    """One of the two is given: a member, or a guest by his registration."""

    user_id: int | None = None
    registration_id: int | None = None

    @property
    def name(self) -> tuple[str, str]:
        """For counting how often somebody does a thing."""
        return ("user", str(self.user_id)) if self.user_id is not None else ("guest", str(self.registration_id))

    def owns(self, table: Any) -> ColumnElement[bool]:
        """The rows of this person in a table with both columns."""
        if self.user_id is not None:
            return table.user_id == self.user_id  # type: ignore[no-any-return]
        return table.registration_id == self.registration_id  # type: ignore[no-any-return]

    def is_of(self, row: Any) -> bool:
        if self.user_id is not None:
            return bool(row.user_id == self.user_id)
        return row.registration_id is not None and bool(row.registration_id == self.registration_id)


def takes_questions(talk: Webtalk) -> bool:
    """From publication until half an hour after the end."""
    if talk.subject.state != "published" or talk.is_cancelled or talk.ends_at is None:
        return False
    return clock.now() <= talk.ends_at + CLOSES


def taker_of(talk: Webtalk, actor: Actor, signed: str) -> Taker | None:
    """signed: from a guest's personal link; it speaks for nobody who has an account."""
    if actor.id is None:
        return _guest(talk, signed)
    return Taker(user_id=actor.id) if is_host(actor, talk) or _has_seat_or_speaks(talk, actor.id) else None


def _guest(talk: Webtalk, signed: str) -> Taker | None:
    name = links.name_in(signed) if signed else None
    if name is None:
        return None
    seated = select(Registration.id).where(Registration.webtalk_id == talk.id, Registration.state == "registered")
    found = db.session.scalar(seated.where(Registration.public_id == name, Registration.user_id.is_(None)))
    return Taker(registration_id=found) if found is not None else None


def _has_seat_or_speaks(talk: Webtalk, user_id: int) -> bool:
    seat = select(Registration.id).where(Registration.webtalk_id == talk.id, Registration.state == "registered")
    speech = select(Speaker.id).where(Speaker.webtalk_id == talk.id, Speaker.user_id == user_id)
    either = select(seat.where(Registration.user_id == user_id).exists() | speech.exists())
    return bool(db.session.scalar(either))
