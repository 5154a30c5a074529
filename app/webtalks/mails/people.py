"""Who gets mail about a talk, and under which address."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import select

from app.accounts.models import User
from app.extensions import db
from app.webtalks.models import Registration

AT_ONCE = 200


@dataclass(frozen=True)
class Recipient:
    registration: Registration
    name: str
    email: str


def recipient(registration_id: int) -> Recipient | None:
    """None when the person has left meanwhile."""
    return next(_found(Registration.id == registration_id), None)


def batches(webtalk_id: int, *states: str) -> Iterator[list[Recipient]]:
    """Everybody in these states, some hundred at a time, so that no transaction grows long."""
    last = 0
    while True:
        mine = (Registration.webtalk_id == webtalk_id, Registration.state.in_(states), Registration.id > last)
        batch = list(_found(*mine, most=AT_ONCE))
        if not batch:
            return
        last = batch[-1].registration.id
        yield batch


def _found(*conditions, most: int = 1) -> Iterator[Recipient]:  # type: ignore[no-untyped-def]
    query = select(Registration, User.name, User.email).outerjoin(User, User.id == Registration.user_id)
    rows = db.session.execute(query.where(*conditions).order_by(Registration.id).limit(most)).all()
    for row, name, email in rows:
        if address := email or row.email:
            yield Recipient(row, name or row.name, address)
