"""The registration by which somebody had a seat in a talk: a member's own, or a guest's by the link of the mail."""

from sqlalchemy import select

from app.core.actors import Actor
from app.extensions import db
from app.webtalks import links
from app.webtalks.models import Registration, Webtalk


def seat_of(talk: Webtalk, actor: Actor, signed: str) -> Registration | None:
    """signed: from a guest's personal link; it speaks for nobody who has an account."""
    seated = select(Registration).where(Registration.webtalk_id == talk.id, Registration.state == "registered")
    if actor.id is not None:
        return db.session.scalar(seated.where(Registration.user_id == actor.id))
    name = links.name_in(signed) if signed else None
    if name is None:
        return None
    return db.session.scalar(seated.where(Registration.public_id == name, Registration.user_id.is_(None)))
