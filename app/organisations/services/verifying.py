"""Verification by staff, or by a mail domain that staff entered; and who leads a municipality first."""

from sqlalchemy import delete, select, update

from app.accounts.models import User
from app.accounts.services.roles import give_role
from app.core import audit, clock
from app.core.actors import Actor
from app.core.transaction import Transaction, touch, transaction
from app.extensions import db
from app.organisations.domains import FREE_MAIL, proven_address, proves_membership
from app.organisations.events import OrganisationChanged
from app.organisations.membership import admin_count
from app.organisations.models import MembershipRequest, Organisation, StaffDomain
from app.organisations.queries import admin_addresses


class FreeMail(Exception):
    """Everybody has an address there; it proves nothing."""


def verify(organisation: Organisation, *, actor: Actor) -> None:
    """Staff has checked who this is. Who registered a municipality leads it from now on."""
    with transaction(organisation) as tx:
        _set_verified(organisation, "staff", actor.id, tx)
        _appoint_first_admins(organisation, actor.id)
        _tell(organisation, tx)


def unverify(organisation: Organisation, *, actor: Actor) -> None:
    with transaction(organisation) as tx:
        _take_verification(organisation, actor.id, tx)


def add_domain(organisation: Organisation, domain: str, *, actor: Actor) -> None:
    """Raises FreeMail. A domain that several organisations share verifies none of them."""
    domain = domain.lower().strip().lstrip("@")
    if domain in FREE_MAIL:
        raise FreeMail
    with transaction(organisation) as tx:
        known = select(StaffDomain.id).where(StaffDomain.domain == domain)
        if db.session.scalar(known.where(StaffDomain.organisation_id == organisation.id)) is None:
            row = StaffDomain(domain=domain, organisation_id=organisation.id, entered_by_id=actor.id)
            db.session.add(row)
            db.session.flush()
            audit.record("organisation.domain_added", actor_id=actor.id, subject_id=organisation.id, domain=domain)
        _recheck_all(domain, tx)


def remove_domain(organisation: Organisation, domain: str, *, actor: Actor) -> None:
    with transaction(organisation) as tx:
        mine = (StaffDomain.organisation_id == organisation.id, StaffDomain.domain == domain)
        db.session.execute(delete(StaffDomain).where(*mine))
        audit.record("organisation.domain_removed", actor_id=actor.id, subject_id=organisation.id, domain=domain)
        recheck(organisation, tx)
        _recheck_all(domain, tx)


def _recheck_all(domain: str, tx: Transaction) -> None:
    query = select(Organisation).join(StaffDomain, StaffDomain.organisation_id == Organisation.id)
    for one in db.session.scalars(query.where(StaffDomain.domain == domain)):
        recheck(one, tx)


def recheck(organisation: Organisation, tx: Transaction) -> None:
    """Does a confirmed address prove the organisation by now, or no longer? Staff's own word is never touched."""
    proven = proven_address(organisation)
    if proven and not organisation.verified_at:
        _set_verified(organisation, "domain", None, tx)
        _tell(organisation, tx)
    elif not proven and organisation.verified_by == "domain":
        _take_verification(organisation, None, tx)
    if proven and organisation.kind == "kommune":
        _appoint_proven_admins(organisation)


def _set_verified(organisation: Organisation, by: str, actor_id: int | None, tx: Transaction) -> None:
    organisation.verified_at, organisation.verified_by = clock.now(), by
    audit.record("organisation.verified", actor_id=actor_id, subject_id=organisation.id, by=by)
    _changed(organisation, actor_id, tx)


def _take_verification(organisation: Organisation, actor_id: int | None, tx: Transaction) -> None:
    organisation.verified_at, organisation.verified_by = None, ""
    audit.record("organisation.unverified", actor_id=actor_id, subject_id=organisation.id)
    _changed(organisation, actor_id, tx)


def _changed(organisation: Organisation, actor_id: int | None, tx: Transaction) -> None:
    touch(organisation.subject)
    tx.publish(OrganisationChanged(kind="organisation", id=organisation.id, actor_id=actor_id))


def _appoint_first_admins(organisation: Organisation, actor_id: int | None) -> None:
    """Who registered it and waits to lead it, leads it."""
    for request in _waiting_admins(organisation):
        _appoint(request, actor_id)


def _appoint_proven_admins(organisation: Organisation) -> None:
    """The same without staff, for those whose own address lies in the domain, while nobody leads it yet."""
    for request in _waiting_admins(organisation):
        address = db.session.scalar(select(User.email).where(User.id == request.user_id)) or ""
        if not admin_count(organisation.id) and proves_membership(organisation.id, address):
            _appoint(request, None)


def _waiting_admins(organisation: Organisation) -> list[MembershipRequest]:
    query = select(MembershipRequest).where(
        MembershipRequest.organisation_id == organisation.id,
        MembershipRequest.kind == "join",
        MembershipRequest.role == "org_admin",
        MembershipRequest.state == "open",
    )
    return list(db.session.scalars(query.order_by(MembershipRequest.id)))


def _appoint(request: MembershipRequest, actor_id: int | None) -> None:
    values = {"state": "accepted", "decided_by_id": actor_id, "decided_at": clock.now()}
    db.session.execute(update(MembershipRequest).where(MembershipRequest.id == request.id).values(**values))
    if request.user_id is not None:
        give_role(request.user_id, "org_admin", request.organisation_id, actor_id=actor_id)
        detail = {"user_id": request.user_id, "role": "org_admin"}
        audit.record("organisation.role", actor_id=actor_id, subject_id=request.organisation_id, **detail)


def _tell(organisation: Organisation, tx: Transaction) -> None:
    db.session.flush()
    for address in admin_addresses(organisation.id):
        key = f"organisation:{organisation.id}:verified:{organisation.verified_at:%Y%m%d%H%M%S}:{address}"
        values = {"organisation": organisation.subject.title, "path": organisation.subject.address}
        tx.mail(address, "organisations/mail/verified", ukey=key[:200], **values)
