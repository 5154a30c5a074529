"""Mail domains that staff entered: they prove whose address it is, unless several organisations share them."""

from sqlalchemy import Row, func, select

from app.accounts.models import Grant, User
from app.core.subjects import Subject
from app.extensions import db
from app.organisations.models import Organisation, StaffDomain

FREE_MAIL = frozenset(
    (
        "gmx.de", "gmx.net", "web.de", "t-online.de", "gmail.com", "googlemail.com", "outlook.com", "outlook.de",
        "hotmail.com", "hotmail.de", "yahoo.com", "yahoo.de", "icloud.com", "me.com", "aol.com", "freenet.de",
        "posteo.de", "mailbox.org", "proton.me", "protonmail.com", "live.de", "live.com", "arcor.de", "mail.de",
    )
)  # fmt: skip


def domain_of(address: str) -> str:
    return address.rpartition("@")[2].lower()


def own_domains(organisation_id: int) -> set[str]:
    """Domains entered for this organisation and for no other."""
    mine = select(StaffDomain.domain).where(StaffDomain.organisation_id == organisation_id)
    query = select(StaffDomain.domain).where(StaffDomain.domain.in_(mine)).group_by(StaffDomain.domain)
    return set(db.session.scalars(query.having(func.count() == 1)))


def entered_domains(organisation_id: int) -> list[str]:
    query = select(StaffDomain.domain).where(StaffDomain.organisation_id == organisation_id)
    return list(db.session.scalars(query.order_by(StaffDomain.domain)))


def proves_membership(organisation_id: int, address: str) -> bool:
    """Does this (confirmed) address lie in a domain that is the organisation's alone?"""
    return bool(address) and domain_of(address) in own_domains(organisation_id)


def proven_address(organisation: Organisation) -> str:
    """A confirmed address of the organisation, mailbox or member's, in one of its own domains; or empty."""
    own = own_domains(organisation.id)
    confirmed = [organisation.mailbox] if organisation.mailbox_confirmed_at else []
    query = select(User.email).join(Grant, Grant.user_id == User.id)
    members = db.session.scalars(query.where(Grant.scope_id == organisation.id, User.confirmed_at.is_not(None)))
    return next((one for one in [*confirmed, *members] if own and domain_of(one) in own), "")


def organisations_at(address: str) -> list[Row]:
    """(title, slug) of organisations whose own domain the address lies in; none for a shared domain."""
    domain = domain_of(address)
    query = select(Subject.title, Subject.slug).join(StaffDomain, StaffDomain.organisation_id == Subject.id)
    rows = db.session.execute(query.where(StaffDomain.domain == domain, Subject.state == "published").limit(2)).all()
    return [row for row in rows if len(rows) == 1]
