"""Reads for the staff's page of organisations."""

from typing import Any

from sqlalchemy import Row, func, select

from app.core.audit import AuditEntry
from app.core.paging import Page, page_of, window
from app.core.subjects import Subject
from app.extensions import db
from app.organisations.models import ActsFor, MembershipRequest, Organisation
from app.organisations.queries import named_like
from app.places.models import Place

ACTIONS = {
    "organisation.registered": "Eingetragen",
    "organisation.changed": "Angaben geändert",
    "organisation.verified": "Verifiziert",
    "organisation.unverified": "Verifizierung aufgehoben",
    "organisation.domain_added": "Mail-Domain eingetragen",
    "organisation.domain_removed": "Mail-Domain ausgetragen",
    "organisation.mailbox_confirmed": "Postfach bestätigt",
    "organisation.invited": "Jemand eingeladen",
    "organisation.join_declined": "Anfrage abgelehnt",
    "organisation.role": "Rolle vergeben",
    "organisation.member_removed": "Mitglied entfernt",
    "organisation.acting_asked": "Möchte für einen Ort handeln",
    "organisation.acting_decided": "Über das Handeln für einen Ort entschieden",
    "organisation.acting_ended": "Handelt nicht mehr für einen Ort",
    "organisation.withdrawn": "Zurückgezogen",
    "organisation.four_eyes": "Vier Augen vor dem Veröffentlichen gewünscht oder abbestellt",
}


def queue(number: int, *, text: str = "", only_waiting: bool = True) -> Page:
    """One page: municipalities whose first admin waits stand first, then the newest unverified ones."""
    first = (
        select(func.count())
        .where(
            MembershipRequest.organisation_id == Organisation.id,
            MembershipRequest.state == "open",
            MembershipRequest.role == "org_admin",
            MembershipRequest.kind == "join",
        )
        .scalar_subquery()
    )
    columns = (Subject.id, Subject.title, Subject.slug, Subject.created_at, Organisation.kind, Organisation.verified_at)
    query = select(*columns, Organisation.verified_by, Place.name.label("place"), first.label("waiting"))
    query = query.join(Subject, Subject.id == Organisation.id).outerjoin(Place, Place.id == Subject.place_id)
    query = query.where(Subject.state == "published")
    if only_waiting:
        query = query.where(Organisation.verified_at.is_(None))
    if text:
        query = query.where(named_like(text))
    rows = db.session.execute(window(query.order_by(first.desc(), Subject.created_at.desc()), number)).all()
    return page_of(rows, number)


def waiting_count() -> int:
    """Municipalities whose first admin waits for staff."""
    query = select(func.count(MembershipRequest.organisation_id.distinct()))
    waits = query.where(MembershipRequest.state == "open", MembershipRequest.role == "org_admin")
    return db.session.scalar(waits.where(MembershipRequest.kind == "join")) or 0


def bonds_count() -> int:
    """Organisations that asked to act for a town."""
    query = select(func.count()).select_from(ActsFor).where(ActsFor.state == "requested")
    return db.session.scalar(query) or 0


def history(organisation_id: int) -> list[Row[Any]]:
    """(action, detail, created_at), the latest first."""
    query = select(AuditEntry.action, AuditEntry.detail, AuditEntry.created_at)
    mine = query.where(AuditEntry.subject_id == organisation_id).order_by(AuditEntry.id.desc())
    return list(db.session.execute(mine.limit(20)))
