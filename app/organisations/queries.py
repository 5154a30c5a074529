"""Reads of organisations: pages, lists, labels, and who speaks for whom."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, bindparam, or_, select
from sqlalchemy.orm import contains_eager

from app.accounts.models import Grant, User
from app.core.actors import Actor
from app.core.paging import Page, page_of, window
from app.core.subjects import Subject, open_only
from app.core.text import sort_key
from app.extensions import db
from app.organisations.cards import card_columns, card_of, owner_organisation
from app.organisations.models import KINDS, ActsFor, Organisation
from app.places.models import Place


@dataclass(frozen=True)
class Label:
    """How an organisation's name stands anywhere: with its address and what a reader must know about it."""

    id: int
    name: str
    url: str
    kind: str
    is_verified: bool

    @property
    def kind_label(self) -> str:
        return KINDS[self.kind]

    @property
    def is_vendor(self) -> bool:
        return self.kind == "anbieter"

    @property
    def badges(self) -> list[tuple[str, str]]:
        """(text, badge kind), for badges() of _parts.html."""
        vendor = [("Anbieter", "anbieter")] if self.is_vendor else []
        return [*vendor, ("Verifiziert", "verifiziert")] if self.is_verified else vendor


_LABEL = select(
    Organisation.id, Subject.title, Subject.slug, Subject.public_id, Organisation.kind, Organisation.verified_at
).join(Subject, Subject.id == Organisation.id)


def _label(row: Row) -> Label:
    return Label(
        row.id, row.title, f"/organisationen/{row.slug or row.public_id}", row.kind, row.verified_at is not None
    )


def label_of(organisation: Organisation) -> Label:
    """Asks nothing: the organisation is at hand."""
    subject = organisation.subject
    return Label(
        organisation.id, subject.title, subject.address, organisation.kind, organisation.verified_at is not None
    )


def labels(ids: Sequence[int]) -> dict[int, Label]:
    """Labels by id; one statement."""
    if not ids:
        return {}
    return {row.id: _label(row) for row in db.session.execute(_LABEL.where(Organisation.id.in_(ids)))}


def by_slug(slug: str) -> Organisation | None:
    """The organisation with its subject row and place, whatever its state: the rules decide who sees it."""
    return db.session.scalar(_BY_SLUG, {"slug": slug})


_BY_SLUG = (
    select(Organisation)
    .join(Organisation.subject)
    .outerjoin(Place, Place.id == Subject.place_id)
    .options(contains_eager(Organisation.subject), contains_eager(Organisation.place))
    .where(Subject.kind == "organisation", Subject.slug == bindparam("slug"))
)


def organisation_choices(actor: Actor) -> list[tuple[int, str]]:
    """(id, name) of the organisations in whose name the person may publish, for writing forms."""
    return _own(actor, "org_admin", "org_editor")


def own_organisations(actor: Actor) -> list[tuple[int, str]]:
    """(id, name) of all organisations the person belongs to."""
    return _own(actor)


def _own(actor: Actor, *roles: str) -> list[tuple[int, str]]:
    ids = actor.organisation_ids(*roles)
    if not ids:
        return []
    query = select(Subject.id, Subject.title).where(Subject.id.in_(ids), Subject.state == "published")
    return [(row.id, row.title) for row in db.session.execute(query.order_by(Subject.sort_key))]


def organisation_of_town(place_id: int) -> Label | None:
    """The municipality's own organisation, if it is here."""
    row = db.session.execute(_LABEL.where(Organisation.town_id == place_id)).first()
    return _label(row) if row else None


def speakers_for_town(place_id: int) -> list[int]:
    """Ids of the organisations that may do what the town may do: itself, and who acts for it, both confirmed."""
    own = select(Organisation.id).where(Organisation.town_id == place_id, Organisation.verified_at.is_not(None))
    acting = select(ActsFor.organisation_id).where(ActsFor.place_id == place_id, ActsFor.state == "confirmed")
    return list(db.session.scalars(own.union(acting)))


def may_speak_for_town(actor: Actor, place_id: int | None) -> bool:
    """May this person confirm, publish and decide in the town's name?"""
    mine = set(actor.organisation_ids("org_admin", "org_editor"))
    return bool(mine) and place_id is not None and not mine.isdisjoint(speakers_for_town(place_id))


def contact_address(organisation_id: int) -> str:
    """Where questions go: the confirmed function mailbox, else the address of an admin; empty when there is none."""
    row = db.session.execute(
        select(Organisation.mailbox, Organisation.mailbox_confirmed_at).where(Organisation.id == organisation_id)
    ).one()
    if row.mailbox and row.mailbox_confirmed_at:
        return row.mailbox
    return next(iter(admin_addresses(organisation_id)), "")


def admin_addresses(organisation_id: int) -> list[str]:
    """Mail addresses of the admins, each once."""
    query = select(User.email).join(Grant, Grant.user_id == User.id).where(User.email != "", User.left_at.is_(None))
    return list(
        db.session.scalars(query.where(Grant.scope_id == organisation_id, Grant.role == "org_admin").distinct())
    )


def publishers(organisation_id: int | None) -> Sequence[Row[int, str, str]]:
    """Rows (id, name, email) of those who publish for it and can be written to, each once, by name."""
    query = select(User.id, User.name, User.email).join(Grant, Grant.user_id == User.id)
    query = query.where(User.email != "", User.left_at.is_(None), Grant.scope_id == organisation_id)
    query = query.where(Grant.role.in_(("org_admin", "org_editor")))
    return db.session.execute(query.distinct().order_by(User.name, User.id)).all()


def named_like(text: str) -> ColumnElement[bool]:
    """Names that contain the text, however umlauts were typed."""
    folded = sort_key(text)
    plain = folded.replace("ae", "a").replace("oe", "o").replace("ue", "u")
    return or_(*(Subject.sort_key.contains(one, autoescape=True) for one in dict.fromkeys((folded, plain))))


@dataclass(frozen=True)
class Wanted:
    """Filters of the list. state_key: two digits of the Land; kind: of KINDS, anything else means all."""

    text: str = ""
    kind: str = ""
    state_key: str = ""
    place_id: int | None = None
    verified: bool = False
    newest_first: bool = False


def organisation_list(number: int, wanted: Wanted) -> Page:
    """One page of cards; one statement."""
    rows = db.session.execute(window(narrowed(card_columns(), wanted), number)).all()
    return page_of([card_of(row) for row in rows], number)


def narrowed(query: Select[Any], wanted: Wanted) -> Select[Any]:
    """Open organisations as wanted, in order. query: of card_columns()."""
    query = open_only(query).where(Subject.kind == "organisation")
    conditions = (
        (wanted.text, lambda: named_like(wanted.text)),
        (wanted.kind in KINDS, lambda: owner_organisation.kind == wanted.kind),
        (wanted.verified, lambda: owner_organisation.verified_at.is_not(None)),
        (wanted.state_key, lambda: Place.state_key == wanted.state_key),
        (wanted.place_id, lambda: Subject.place_id == wanted.place_id),
    )
    query = query.where(*(condition() for is_asked, condition in conditions if is_asked))
    newest = (Subject.published_at.desc(), Subject.id.desc())
    return query.order_by(*(newest if wanted.newest_first else (Subject.sort_key, Subject.id)))


def acts_for(organisation_id: int) -> list[Row[Any]]:
    """(id, state, place_name, place_key) of the towns it acts for or asks to."""
    query = select(ActsFor.id, ActsFor.state, Place.name.label("place_name"), Place.key.label("place_key"))
    mine = query.join(Place, Place.id == ActsFor.place_id).where(ActsFor.organisation_id == organisation_id)
    return list(db.session.execute(mine.where(ActsFor.state.in_(("requested", "confirmed"))).order_by(Place.name)))
