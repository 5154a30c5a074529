"""Who may register for a talk, said as a sentence when somebody may not."""

from sqlalchemy import exists, select

from app.accounts.models import Grant, User
from app.core.actors import ORGANISATION_ROLES
from app.core.addresses import fold_address
from app.extensions import db
from app.organisations.models import Organisation
from app.webtalks.models import Invitation, Webtalk

MEMBERS = "Dieser Webtalk ist für Mitglieder des Netzwerks. Bitte melden Sie sich an oder registrieren Sie sich."
MUNICIPALITIES = (
    "Dieser Webtalk ist für Mitglieder verifizierter Kommunen. Gehören Sie zu einer, dann treten Sie bitte zuerst "
    "deren Organisation hier bei."
)
INVITED = (
    "Dieser Webtalk ist nur für eingeladene Personen. Wenn Sie eine Einladung haben, melden Sie sich bitte mit der "
    "E-Mail-Adresse an, an die sie ging."
)


def refusal(talk: Webtalk, *, user_id: int | None, email: str = "") -> str:
    """Why this person may not register, or nothing. email: confirmed address of somebody without account."""
    if talk.subject.state != "published" or talk.subject.hidden_at is not None or talk.starts_at is None:
        return "Dieser Webtalk ist noch nicht oder nicht mehr öffentlich."
    if talk.is_cancelled:
        return "Dieser Webtalk ist abgesagt."
    if talk.is_over():
        return "Dieser Webtalk ist schon vorbei."
    return "" if talk.admission == "public" else _admission(talk, user_id, email)


def _admission(talk: Webtalk, user_id: int | None, email: str) -> str:
    if talk.admission == "invited":
        return "" if is_invited(talk.id, user_id, email) else INVITED
    if user_id is None:
        return MEMBERS if talk.admission == "members" else MUNICIPALITIES
    return "" if talk.admission == "members" or is_in_a_town(user_id) else MUNICIPALITIES


def is_invited(webtalk_id: int, user_id: int | None, email: str) -> bool:
    folded = fold_address(email) if email else ""
    if user_id is not None:
        folded = db.session.scalar(select(User.email_folded).where(User.id == user_id)) or ""
    query = select(exists().where(Invitation.webtalk_id == webtalk_id, Invitation.email_folded == folded))
    return bool(folded and db.session.scalar(query))


def is_in_a_town(user_id: int) -> bool:
    """Holds a role in a municipality that is verified."""
    query = (
        select(Grant.id)
        .join(Organisation, Organisation.id == Grant.scope_id)
        .where(Grant.user_id == user_id, Grant.role.in_(ORGANISATION_ROLES))
        .where(Organisation.kind == "kommune", Organisation.verified_at.is_not(None))
    )
    return db.session.scalar(query.limit(1)) is not None
