"""Becoming a member: by one's own wish, or by an invitation that also works for people without an account."""

from datetime import timedelta

from flask import current_app
from sqlalchemy import select

from app.accounts.models import Grant, User
from app.accounts.services.roles import give_role
from app.core import audit, clock
from app.core.actors import Actor
from app.core.identifiers import new_token, token_hash
from app.core.limits import Limit, require
from app.core.transaction import Transaction, transaction
from app.extensions import db
from app.organisations.domains import proves_membership
from app.organisations.membership import admin_count, open_request_of
from app.organisations.models import MembershipRequest, Organisation
from app.organisations.queries import admin_addresses
from app.organisations.services.verifying import recheck

INVITATION_LASTS = timedelta(days=14)
PER_ORGANISATION = Limit("organisation-invite", 40, 86_400)
PER_PERSON = Limit("organisation-join", 10, 86_400)


class AlreadyMember(Exception):
    """The person belongs to the organisation already."""


def ask_to_join(organisation: Organisation, message: str, *, actor: Actor) -> bool:
    """Store the wish and tell the admins. True when the person's own mail domain lets her in at once.

    The first to come with a proven address leads an organisation that nobody leads.
    """
    require(PER_PERSON, str(actor.id))
    with transaction(organisation) as tx:
        if _role_of(actor.id, organisation.id):
            raise AlreadyMember
        if open_request_of(organisation.id, actor.id):
            return False
        request = _wish(organisation, actor, message)
        if _is_proven(organisation, actor):
            role = "org_member" if admin_count(organisation.id) else "org_admin"
            _admit(request, actor.id or 0, role, None)
            recheck(organisation, tx)
            return True
        _tell_admins(organisation, actor, message, tx)
    return False


def _wish(organisation: Organisation, actor: Actor, message: str) -> MembershipRequest:
    values = {"kind": "join", "user_id": actor.id, "message": message, "created_by_id": actor.id}
    request = MembershipRequest(organisation_id=organisation.id, **values)
    db.session.add(request)
    db.session.flush()
    return request


def _is_proven(organisation: Organisation, actor: Actor) -> bool:
    query = select(User.email).where(User.id == actor.id, User.confirmed_at.is_not(None))
    return proves_membership(organisation.id, db.session.scalar(query) or "")


def _tell_admins(organisation: Organisation, actor: Actor, message: str, tx: Transaction) -> None:
    for address in admin_addresses(organisation.id):
        values = {"organisation": organisation.subject.title, "person": actor.name, "message": message}
        path = f"{organisation.subject.address}/mitglieder"
        tx.mail(address, "organisations/mail/join_request", path=path, **values)


def withdraw_wish(organisation: Organisation, *, actor: Actor) -> None:
    with transaction(organisation, raises_cache=False):
        request = open_request_of(organisation.id, actor.id)
        if request:
            request.state, request.decided_at = "withdrawn", clock.now()


def accept_wish(request: MembershipRequest, role: str, *, actor: Actor) -> None:
    """The person is a member from now on, and is told so."""
    with transaction() as tx:
        if request.state != "open" or request.user_id is None:
            return
        _admit(request, request.user_id, role, actor.id)
        organisation = db.session.get_one(Organisation, request.organisation_id)
        _tell_person(request, "organisations/mail/join_accepted", tx)
        recheck(organisation, tx)


def decline_wish(request: MembershipRequest, *, actor: Actor) -> None:
    with transaction(raises_cache=False) as tx:
        if request.state != "open":
            return
        request.state, request.decided_by_id, request.decided_at = "declined", actor.id, clock.now()
        audit.record("organisation.join_declined", actor_id=actor.id, subject_id=request.organisation_id)
        _tell_person(request, "organisations/mail/join_declined", tx)


def _tell_person(request: MembershipRequest, template: str, tx: Transaction) -> None:
    person = db.session.get(User, request.user_id)
    organisation = db.session.get_one(Organisation, request.organisation_id)
    if person and person.email:
        values = {"organisation": organisation.subject.title, "path": organisation.subject.address}
        tx.mail(person.email, template, name=person.name, ukey=f"join:{request.id}:{request.state}", **values)


def invite(organisation: Organisation, email: str, role: str, message: str, *, actor: Actor) -> None:
    """Send a link that makes its bearer a member; the same whether the address has an account or not."""
    require(PER_ORGANISATION, str(organisation.id))
    link = new_token()
    with transaction(organisation, raises_cache=False) as tx:
        _take_back_open(organisation, email)
        row = MembershipRequest(
            organisation_id=organisation.id,
            kind="invitation",
            email=email,
            role=role,
            message=message,
            token_hash=token_hash(link),
            expires_at=clock.now() + INVITATION_LASTS,
            created_by_id=actor.id,
        )
        db.session.add(row)
        audit.record("organisation.invited", actor_id=actor.id, subject_id=organisation.id, role=role)
        address = f"{current_app.config['SETTINGS'].base_url}/einladung/{link}"
        values = {"organisation": organisation.subject.title, "person": actor.name, "message": message, "role": role}
        tx.mail(email, "organisations/mail/invitation", link=address, **values)


def _take_back_open(organisation: Organisation, email: str) -> None:
    """A newer invitation to the same address makes the older one worthless."""
    query = select(MembershipRequest).where(
        MembershipRequest.organisation_id == organisation.id,
        MembershipRequest.email == email,
        MembershipRequest.state == "open",
    )
    for row in db.session.scalars(query):
        row.state, row.decided_at = "withdrawn", clock.now()


def take_back_invitation(request: MembershipRequest, *, actor: Actor) -> None:
    with transaction(raises_cache=False):
        if request.state == "open":
            request.state, request.decided_by_id, request.decided_at = "withdrawn", actor.id, clock.now()


def accept_invitation(request: MembershipRequest, *, actor: Actor) -> None:
    """Raises AlreadyMember; the link is used up then, too."""
    assert actor.id is not None
    with transaction() as tx:
        db.session.refresh(request, with_for_update=True)
        if request.state != "open":
            return
        known = _role_of(actor.id, request.organisation_id)
        if known:
            request.state, request.decided_at = "accepted", clock.now()
        else:
            request.user_id = actor.id
            _admit(request, actor.id, request.role, actor.id)
            recheck(db.session.get_one(Organisation, request.organisation_id), tx)
    if known:
        raise AlreadyMember


def decline_invitation(request: MembershipRequest) -> None:
    with transaction(raises_cache=False):
        if request.state == "open":
            request.state, request.decided_at = "declined", clock.now()


def _admit(request: MembershipRequest, user_id: int, role: str, actor_id: int | None) -> None:
    request.state, request.role, request.decided_by_id = "accepted", role, actor_id
    request.decided_at = clock.now()
    give_role(user_id, role, request.organisation_id, actor_id=actor_id)
    detail = {"user_id": user_id, "role": role}
    audit.record("organisation.role", actor_id=actor_id, subject_id=request.organisation_id, **detail)


def _role_of(user_id: int | None, organisation_id: int) -> str | None:
    return db.session.scalar(select(Grant.role).where(Grant.user_id == user_id, Grant.scope_id == organisation_id))
