"""The cast: Anna owns it, Bernd is in her organisation, Clara is a stranger, Mona moderates."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app.accounts.models import Grant, LogIn, User
from app.core import clock
from app.core.actors import Actor
from app.core.identifiers import new_token, token_hash
from app.core.transaction import transaction
from app.extensions import db
from app.organisations.models import Organisation
from tests.factories.accounts import GrantFactory, UserFactory
from tests.factories.organisations import OrganisationFactory


@dataclass(frozen=True)
class Person:
    """user_id, name, handle, email; `actor` is who services and rules get, with the roles of this moment."""

    user_id: int
    name: str
    handle: str
    email: str

    @property
    def actor(self) -> Actor:
        roles = db.session.execute(select(Grant.role, Grant.scope_id).where(Grant.user_id == self.user_id))
        return Actor(
            id=self.user_id, name=self.name, handle=self.handle, roles=frozenset((role, scope) for role, scope in roles)
        )

    @property
    def user(self) -> User:
        return db.session.get_one(User, self.user_id)


def person(name: str, *roles: tuple[str, int | None]) -> Person:
    """Somebody new: person("Dora Dorn", ("org_editor", organisation.id))."""
    user = UserFactory(name=name)
    made = Person(user.id, user.name, user.handle, user.email)
    for role, scope_id in roles:
        GrantFactory(user_id=made.user_id, role=role, scope_id=scope_id)
    return made


@pytest.fixture
def organisation(app: Flask) -> Organisation:
    """Anna's and Bernd's organisation."""
    return OrganisationFactory(title="Stadtmarketing Lindenau", kind="stadtmarketing")


@pytest.fixture
def anna(organisation: Organisation) -> Person:
    return person("Anna Adler", ("org_admin", organisation.id))


@pytest.fixture
def bernd(organisation: Organisation) -> Person:
    return person("Bernd Busch", ("org_member", organisation.id))


@pytest.fixture
def clara(app: Flask) -> Person:
    return person("Clara Christ")


@pytest.fixture
def mona(app: Flask) -> Person:
    return person("Mona Moor", ("moderator", None))


@pytest.fixture
def log_in() -> Callable[[FlaskClient, Person], FlaskClient]:
    """log_in(client, anna): from now on this client is Anna, as after the log-in page."""

    def as_person(client: FlaskClient, who: Person) -> FlaskClient:
        token = new_token()
        row = LogIn(
            token_hash=token_hash(token),
            user_id=who.user_id,
            expires_at=clock.now() + client.application.permanent_session_lifetime,
        )
        with transaction():
            db.session.add(row)
        with client.session_transaction() as session:
            session["_user_id"] = token
            session["_fresh"] = True
        return client

    return as_person
