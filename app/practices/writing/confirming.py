"""A vendor's case becomes a reference when the town says that it is true. A refusal is silent."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select

from app.core import audit, clock, tokens
from app.core.actors import Actor
from app.core.events import SubjectChanged
from app.core.subjects import Subject
from app.core.transaction import touch, transaction
from app.extensions import db
from app.organisations.models import ActsFor, Organisation
from app.practices.kinds import CASE
from app.practices.models import CaseStudy

PURPOSE = "case.town"
LASTS, AGAIN_AFTER = timedelta(days=60), timedelta(days=14)
ASKED, CONFIRMED = "case.town_asked", "case.town_confirmed"


@dataclass(frozen=True)
class Confirmable:
    """A published vendor's case with the organisations that speak for its town."""

    subject: Subject
    case: CaseStudy
    town_organisation_ids: tuple[int, ...]


@dataclass(frozen=True)
class WaitingRequest:
    """When the town was asked last and has not confirmed since; a refusal is silent and changes nothing here."""

    at: datetime
    actor_id: int | None

    @property
    def may_be_repeated(self) -> bool:
        return clock.now() >= self.at + AGAIN_AFTER


def waiting_request(case_id: int) -> WaitingRequest | None:
    """None: nobody was asked, the link is too old, or the town has confirmed an earlier text since."""
    entry = audit.AuditEntry
    query = select(entry.action, entry.actor_id, entry.created_at, entry.detail).where(
        entry.subject_id == case_id, entry.action.in_((ASKED, CONFIRMED))
    )
    row = db.session.execute(query.order_by(entry.id.desc()).limit(1)).first()
    if row is None or row.action == CONFIRMED or not row.detail.get("asked") or row.created_at + LASTS < clock.now():
        return None
    return WaitingRequest(row.created_at, row.actor_id)


def find_confirmable(slug: str) -> Confirmable | None:
    """The vendor's case behind an address, or None."""
    subject = db.session.scalar(select(Subject).where(Subject.kind == CASE, Subject.slug == slug))
    return confirmable(subject) if subject else None


def confirmable(subject: Subject) -> Confirmable | None:
    kind = db.session.scalar(select(Organisation.kind).where(Organisation.id == subject.owner_id))
    case = db.session.get(CaseStudy, subject.id)
    if case is None or kind != "anbieter":
        return None
    return Confirmable(subject, case, town_organisations(subject.place_id))


def town_organisations(place_id: int | None) -> tuple[int, ...]:
    """Ids of the town's own organisation and of those that act for it."""
    if place_id is None:
        return ()
    own = select(Organisation.id).where(Organisation.town_id == place_id)
    acting = select(ActsFor.organisation_id).where(ActsFor.place_id == place_id, ActsFor.state == "confirmed")
    return tuple(db.session.scalars(own.union(acting)))


def ask_town(found: Confirmable, *, actor: Actor) -> int:
    """Send each mailbox of the town a link. Returns how many were asked."""
    query = select(Organisation.id, Organisation.mailbox).where(
        Organisation.id.in_(found.town_organisation_ids), Organisation.mailbox != ""
    )
    rows = db.session.execute(query).all()
    with transaction(found.subject, raises_cache=False) as tx:
        for row in rows:
            payload = {"case_id": found.subject.id, "organisation_id": row.id, "version": found.subject.version}
            _, link, _ = tokens.issue(PURPOSE, lasts=LASTS, payload=payload)
            tx.mail(
                row.mailbox,
                "practices/mail/town_asked",
                title=found.subject.title,
                vendor=_title(found.subject.owner_id),
                case_path=found.subject.address,
                path=f"/bestaetigung/{link}",
            )
        audit.record(ASKED, actor_id=actor.id, subject_id=found.subject.id, asked=len(rows))
    return len(rows)


def confirm(subject: Subject, organisation_id: int, *, actor: Actor | None, name: str = "") -> None:
    """The town stands by the text that is public now."""
    with transaction(subject) as tx:
        case = db.session.get_one(CaseStudy, subject.id)
        case.town_confirmed_at, case.town_confirmed_by_id = clock.now(), organisation_id
        subject.card = _card(subject, confirmed=True)
        touch(subject)
        actor_id = actor.id if actor else None
        audit.record(CONFIRMED, actor_id=actor_id, subject_id=subject.id, by=organisation_id, name=name)
        tx.publish(SubjectChanged(subject.kind, subject.id, actor_id))


def decide_by_link(token: tokens.OneTimeToken, *, agrees: bool, name: str) -> None:
    """One link, one decision. What is not confirmed simply stays as it was; nobody is told."""
    subject = db.session.get_one(Subject, token.payload["case_id"])
    with transaction(raises_cache=agrees):
        if not tokens.use(token):
            return
        if agrees:
            confirm(subject, token.payload["organisation_id"], actor=None, name=name)
        else:
            audit.record("case.town_declined", actor_id=None, subject_id=subject.id, name=name)


def _card(subject: Subject, *, confirmed: bool) -> dict:
    labels = [code for code in subject.card.get("labels", []) if code not in ("town_confirmed", "town_unconfirmed")]
    return {**subject.card, "labels": ["town_confirmed" if confirmed else "town_unconfirmed", *labels]}


def _title(subject_id: int | None) -> str:
    return db.session.scalar(select(Subject.title).where(Subject.id == subject_id)) or ""
