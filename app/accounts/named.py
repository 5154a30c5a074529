"""People by name, for fields that ask for one: those whom members may find, and all of one's own organisations.

What is offered reads "Anna Adler (anna-adler)"; the word in brackets is the last part of the profile's address.
"""

import re
from dataclasses import dataclass
from typing import Any

from sqlalchemy import or_, select

from app.accounts.models import Grant, PersonEntry, User
from app.accounts.profiles import find_person, sees
from app.core.actors import Actor
from app.core.subjects import Subject
from app.core.text import sort_key
from app.extensions import db

_HANDLE = re.compile(r"(?:.*\(([a-z0-9-]+)\)|(?:.*/)?([a-z0-9-]+))/?\s*", re.IGNORECASE)


@dataclass(frozen=True)
class Named:
    handle: str
    name: str
    position: str

    @property
    def label(self) -> str:
        return f"{self.name} ({self.handle})"


def people_named(text: str, actor: Actor, most: int = 8) -> list[Named]:
    """text: a part of the name, however umlauts were typed; at least two letters."""
    if actor.is_guest or len(text.strip()) < 2:
        return []
    colleagues = select(Grant.user_id).where(Grant.scope_id.in_(actor.organisation_ids()))
    is_open = (Subject.state == "published") & Subject.visibility.in_(("public", "members"))
    query = select(User.handle, User.name, User.position, User.visibility)
    joined = query.outerjoin(PersonEntry, PersonEntry.user_id == User.id)
    entries = joined.outerjoin(Subject, Subject.id == PersonEntry.id).where(Subject.hidden_at.is_(None))
    alike = or_(
        User.name.icontains(text.strip(), autoescape=True), Subject.sort_key.contains(sort_key(text), autoescape=True)
    )
    here = User.left_at.is_(None) & User.blocked_at.is_(None) & User.confirmed_at.is_not(None)
    seen = entries.where(here, alike, or_(is_open, User.id.in_(colleagues)))
    return [_named(row, actor) for row in db.session.execute(seen.order_by(User.name, User.id).limit(most))]


def _named(row: Any, actor: Actor) -> Named:
    return Named(row.handle, row.name, row.position if sees(actor, row, "position") else "")


def person_meant(text: str, actor: Actor) -> tuple[User | None, list[Named]]:
    """(the person, or None; the people to choose from when several bear that name)."""
    found = _HANDLE.fullmatch(text.strip())
    person = find_person((found[1] or found[2]).lower()) if found else None
    if person is not None:
        return person, []
    alike = people_named(text, actor)
    same = [one for one in alike if sort_key(one.name) == sort_key(text.strip())] or alike
    return (find_person(same[0].handle), []) if len(same) == 1 else (None, same)
