"""The cast: Anna owns it, Bernd is in her organisation, Clara is a stranger, Mona moderates."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from flask.testing import FlaskClient
from playwright.sync_api import Page
from sqlalchemy import select

from app.accounts.models import Grant, LogIn, User
from app.core import clock
from app.core.actors import Actor
from app.core.identifiers import new_token, token_hash
from app.core.subjects import Subject
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
    """Somebody new: person("Dora Dorn", ("org_editor", organisation.id)); the same again on a live site."""
    known = db.session.scalars(select(User).where(User.name == name)).first()
    user = known or UserFactory(name=name)
    made = Person(user.id, user.name, user.handle, user.email)
    for role, scope_id in () if known else roles:
        GrantFactory(user_id=made.user_id, role=role, scope_id=scope_id)
    return made


@pytest.fixture
def organisation(app: Flask) -> Organisation:
    """Anna's and Bernd's organisation."""
    title = "Stadtmarketing Lindenau"
    known = db.session.scalars(select(Organisation).join(Organisation.subject).where(Subject.title == title)).first()
    return known or OrganisationFactory(title=title, kind="stadtmarketing")


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


def session_cookie(app: Flask, who: Person) -> tuple[str, str]:
    """Name and value of the cookie that the log-in page would have given."""
    token = new_token()
    ends = clock.now() + app.permanent_session_lifetime
    with transaction():
        db.session.add(LogIn(token_hash=token_hash(token), user_id=who.user_id, expires_at=ends))
    signer = SecureCookieSessionInterface().get_signing_serializer(app)
    assert signer is not None
    return app.config["SESSION_COOKIE_NAME"], signer.dumps({"_user_id": token, "_fresh": True})


@pytest.fixture
def log_in(app: Flask) -> Callable[[Any, Person], Any]:
    """log_in(client, anna) or log_in(page, anna): from now on this client or browser is Anna. Returns it."""

    def as_person(where: FlaskClient | Page, who: Person) -> FlaskClient | Page:
        name, value = session_cookie(app, who)
        if isinstance(where, FlaskClient):
            where.set_cookie(name, value)
        else:
            address = app.config["SETTINGS"].base_url
            where.context.add_cookies([{"name": name, "value": value, "url": address, "httpOnly": True}])
        return where

    return as_person
