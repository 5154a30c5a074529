"""What others see of a person: field by field as the person wants it, and never the e-mail address."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from app.accounts.models import PersonEntry, User
from app.accounts.names import is_handle
from app.core import clock
from app.core.actors import Actor
from app.core.subjects import Subject
from app.extensions import db

FIELDS = ("avatar", "position", "expertise", "about", "phone")
LEVELS = {"public": "alle", "members": "nur Mitglieder", "nobody": "niemand"}
USUAL = {"avatar": "members", "position": "members", "expertise": "members", "about": "members", "phone": "nobody"}


@dataclass(frozen=True)
class Profile:
    """Only what the reader may see; everything else is empty."""

    id: int
    handle: str
    name: str
    avatar_file_id: int | None = None
    position: str = ""
    expertise: str = ""
    about_html: str = ""
    phone: str = ""
    contact_until: datetime | None = None


def find_person(handle: str) -> User | None:
    """The person behind an address; None when gone, blocked or hidden by moderation."""
    if not is_handle(handle):
        return None
    entry = select(User).outerjoin(PersonEntry, PersonEntry.user_id == User.id)
    query = entry.outerjoin(Subject, Subject.id == PersonEntry.id).where(Subject.hidden_at.is_(None))
    return db.session.scalar(query.where(User.handle == handle, User.left_at.is_(None), User.blocked_at.is_(None)))


def profile_for(actor: Actor, person: User) -> Profile:
    """The profile as this reader sees it. A phone number is shown for a year after it was confirmed."""
    seen = {field for field in FIELDS if sees(actor, person, field)}
    confirmed = not contact_has_lapsed(person)
    return Profile(
        id=person.id,
        handle=person.handle,
        name=person.name,
        avatar_file_id=person.avatar_file_id if "avatar" in seen else None,
        position=person.position if "position" in seen else "",
        expertise=person.expertise if "expertise" in seen else "",
        about_html=person.about_html if "about" in seen else "",
        phone=person.phone if "phone" in seen and confirmed else "",
        contact_until=person.contact_until if "phone" in seen and confirmed else None,
    )


def contact_has_lapsed(person: User) -> bool:
    """There is a phone number, but its year is over: it is shown to nobody until confirmed."""
    return bool(person.phone) and (person.contact_until is None or person.contact_until <= clock.now())


def sees(actor: Actor, person: Any, field: str) -> bool:
    """One field: for all, for members, or for the person alone."""
    level = (person.visibility or {}).get(field, "nobody")
    return level == "public" or (level == "members" and not actor.is_guest)
