"""Handles: the name of a person in addresses."""

from collections.abc import Iterator
from itertools import count

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app.accounts.models import User
from app.core.text import slugify
from app.extensions import db

LONGEST = 50


def add_with_handle(user: User) -> None:
    """Add a person to the running transaction under the first free handle of his name."""
    base = slugify(user.name, LONGEST) or "person"
    taken = set(db.session.scalars(select(User.handle).where(User.handle.startswith(base))))
    for handle in _candidates(base):
        if handle in taken:
            continue
        user.handle = handle
        try:
            with db.session.begin_nested():
                db.session.add(user)
            return
        except IntegrityError:
            taken.add(handle)


def _candidates(base: str) -> Iterator[str]:
    yield base
    for number in count(2):
        yield f"{base}-{number}"
