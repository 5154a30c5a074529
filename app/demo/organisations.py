"""The organisations of the demo, in their invented towns."""

from collections.abc import Sequence

from sqlalchemy import delete, select

from app.core import clock
from app.core.markup import RENDERER_VERSION, render
from app.core.subjects import Subject, give_slug
from app.core.text import excerpt, sort_key
from app.demo.records import DemoOrganisation
from app.extensions import db
from app.organisations.models import ActsFor, Organisation, StaffDomain

KIND = "organisation"


def load_organisations(listed: Sequence[DemoOrganisation], towns: dict[str, int]) -> dict[str, int]:
    """Write the organisations; inside a transaction(). towns: place ids by name. Returns subject ids by key."""
    ids = {one.key: _load(one, towns) for one in listed}
    for model in (ActsFor, StaffDomain):
        db.session.execute(delete(model).where(model.organisation_id.in_(ids.values())))
    for one in listed:
        _load_bonds(one, ids[one.key], towns)
    return ids


def _load(one: DemoOrganisation, towns: dict[str, int]) -> int:
    query = select(Subject).where(Subject.kind == KIND, Subject.origin == "demo", Subject.external_id == one.key)
    subject = db.session.scalar(query) or _new_subject(one)
    subject.title, subject.sort_key = one.name, sort_key(one.name)
    subject.summary = excerpt(one.description)
    subject.place_id = towns.get(one.town)
    organisation = db.session.get(Organisation, subject.id) or Organisation(id=subject.id, kind=one.kind)
    organisation.kind = one.kind
    organisation.town_id = towns[one.town] if one.kind == "kommune" else None
    organisation.description_md, organisation.description_html = one.description, render(one.description).html
    organisation.renderer_version = RENDERER_VERSION
    organisation.website, organisation.mailbox = one.website, one.mailbox
    organisation.mailbox_confirmed_at = organisation.mailbox_confirmed_at or clock.now()
    organisation.verified_at = (organisation.verified_at or clock.now()) if one.verified else None
    organisation.verified_by = "staff" if one.verified else ""
    db.session.add(organisation)
    db.session.flush()
    return subject.id


def _new_subject(one: DemoOrganisation) -> Subject:
    subject = Subject(kind=KIND, origin="demo", external_id=one.key, title=one.name, published_at=clock.now())
    db.session.add(subject)
    db.session.flush()
    give_slug(subject)
    subject.owner_id, subject.state = subject.id, "published"
    return subject


def _load_bonds(one: DemoOrganisation, organisation_id: int, towns: dict[str, int]) -> None:
    if one.acts_for in towns and one.acts_for_state:
        decided_at = clock.now() if one.acts_for_state == "confirmed" else None
        bond = {"place_id": towns[one.acts_for], "state": one.acts_for_state, "decided_at": decided_at}
        db.session.add(ActsFor(organisation_id=organisation_id, **bond))
    if one.verified_domain:
        db.session.add(StaffDomain(organisation_id=organisation_id, domain=one.verified_domain))
