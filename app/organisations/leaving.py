"""When a person leaves the network: nothing is orphaned, and nothing keeps her name."""

from sqlalchemy import delete, func, select, update

from app.accounts.models import Grant
from app.core.actors import ORGANISATION_ROLES
from app.core.events import PersonRemoved
from app.core.personal_data import Objection
from app.core.subjects import Subject
from app.core.transaction import transaction
from app.extensions import db
from app.organisations.membership import requests_of_person
from app.organisations.models import MembershipRequest
from app.organisations.queries import labels


def last_admin_objections(user_id: int) -> list[Objection]:
    """Organisations of which the person is the only admin while others belong to them."""
    mine = select(Grant.scope_id).where(Grant.user_id == user_id, Grant.role == "org_admin")
    admins = func.count().filter(Grant.role == "org_admin")
    query = select(Grant.scope_id).where(Grant.scope_id.in_(mine)).group_by(Grant.scope_id)
    lonely = db.session.scalars(query.having(admins == 1, func.count() > 1))
    titles = select(Subject.title, Subject.slug).where(Subject.id.in_(list(lonely)))
    return [
        Objection(
            f"Sie verwalten „{row.title}“ allein. Bitte geben Sie die Verwaltung vorher an jemanden weiter.",
            f"/organisationen/{row.slug}/mitglieder",
        )
        for row in db.session.execute(titles)
    ]


def forget_person(event: PersonRemoved) -> None:
    """Wishes and invitations of the person go; what others decided stays without the name."""
    with transaction(raises_cache=False):
        mine = MembershipRequest.user_id == event.person_id
        db.session.execute(delete(MembershipRequest).where(mine))
        for column in (MembershipRequest.created_by_id, MembershipRequest.decided_by_id):
            query = update(MembershipRequest).where(column == event.person_id)
            db.session.execute(query.values({column.key: None}))


def export(user_id: int) -> dict[str, object]:
    """Roles and wishes, for "Meine Daten"."""
    grants = db.session.execute(
        select(Grant.scope_id, Grant.role, Grant.created_at).where(
            Grant.user_id == user_id, Grant.role.in_(ORGANISATION_ROLES)
        )
    ).all()
    requests = requests_of_person(user_id)
    names = labels([row.scope_id for row in grants] + [row.organisation_id for row in requests])

    def name(number: int) -> str:
        return names[number].name if number in names else ""

    return {
        "rollen": [
            {"organisation": name(r.scope_id), "rolle": r.role, "seit": r.created_at.isoformat()} for r in grants
        ],
        "anfragen": [
            {"organisation": name(r.organisation_id), "art": r.kind, "rolle": r.role, "stand": r.state,
             "am": r.created_at.isoformat()} for r in requests
        ],
    }  # fmt: skip
