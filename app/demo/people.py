"""The people of the demo and what they may do."""

from datetime import timedelta
from typing import Any

from sqlalchemy import delete, insert, select

from app.accounts.models import Grant, User
from app.accounts.passwords import hash_password
from app.accounts.services.findable import keep_findable
from app.core import clock
from app.core.markup import RENDERER_VERSION, render
from app.demo.records import DemoPerson, PeopleList
from app.extensions import db

SHOWN = {"position": "public", "expertise": "public", "about": "public"}
CONTACT = timedelta(days=365)


def load_people(listed: PeopleList, organisations: dict[str, int], *, with_log_ins: bool) -> dict[str, int]:
    """Write the people and their roles; inside a transaction(). Returns user ids by key.

    with_log_ins: False leaves everybody without password, so that the public one opens nothing.
    """
    secret = hash_password(listed.password) if with_log_ins else ""
    ids = {person.key: _load(person, secret) for person in listed.people}
    db.session.execute(delete(Grant).where(Grant.user_id.in_(ids.values())))
    db.session.execute(insert(Grant), [row for one in listed.people for row in _roles(one, ids, organisations)])
    return ids


def _load(person: DemoPerson, secret: str) -> int:
    known = db.session.scalar(select(User).where(User.handle == _handle(person), User.origin == "demo"))
    user = known or User(handle=_handle(person), origin="demo", confirmed_at=clock.now())
    user.name, user.position = person.name, person.role_title
    user.email = user.email_folded = person.email
    user.expertise = ", ".join(person.expertise)
    user.about_md, user.about_html = person.about, render(person.about).html
    user.renderer_version = RENDERER_VERSION
    user.visibility = SHOWN
    user.contact_until = clock.now() + CONTACT
    user.password_hash = secret if person.login else ""
    db.session.add(user)
    db.session.flush()
    keep_findable(user)
    return user.id


def _handle(person: DemoPerson) -> str:
    """The person's own name in addresses, unless a member has it already."""
    taken = select(User.id).where(User.handle == person.key, User.origin != "demo")
    return f"{person.key}-demo" if db.session.scalar(taken) else person.key


def _roles(person: DemoPerson, users: dict[str, int], organisations: dict[str, int]) -> list[dict[str, Any]]:
    user_id = users[person.key]
    roles: list[dict[str, Any]] = []
    if person.site_role:
        roles.append({"user_id": user_id, "role": person.site_role, "scope_id": None})
    if person.organisation:
        scope = organisations[person.organisation]
        roles.append({"user_id": user_id, "role": person.organisation_role, "scope_id": scope})
    return roles
