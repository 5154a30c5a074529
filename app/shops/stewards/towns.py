"""Towns whose shops an organisation looks after: the one it is, and those it acts for."""

from typing import Any

from sqlalchemy import Row, Select, or_, select

from app.core.actors import Actor
from app.core.subjects import Subject
from app.extensions import db
from app.organisations.models import ActsFor, Organisation
from app.organisations.queries import by_slug
from app.places.models import Place

KINDS = ("kommune", "stadtmarketing")
SPEAKERS = ("org_admin", "org_editor")


def find_city(slug: str) -> Organisation | None:
    """An organisation of a kind that looks after a town."""
    organisation = by_slug(slug)
    return organisation if organisation and organisation.kind in KINDS else None


def _acting() -> Select[int]:
    return select(ActsFor.place_id).where(ActsFor.organisation_id == Organisation.id, ActsFor.state == "confirmed")


def towns_of(organisation: Organisation) -> list[Row[Any]]:
    """(id, name, key), by name; nothing as long as nobody has confirmed that it speaks for the town."""
    own = (Place.id == Organisation.town_id) & Organisation.verified_at.is_not(None)
    query = select(Place.id, Place.name, Place.key).join(Organisation, or_(own, Place.id.in_(_acting())))
    return list(db.session.execute(query.where(Organisation.id == organisation.id).order_by(Place.name)))


def organisations_with_town(actor: Actor) -> list[Row[Any]]:
    """(title, slug) of those in whose name the person looks after shops, by name."""
    mine = actor.organisation_ids(*SPEAKERS)
    if not mine:
        return []
    own = Organisation.town_id.is_not(None) & Organisation.verified_at.is_not(None)
    query = select(Subject.title, Subject.slug).join(Organisation, Organisation.id == Subject.id)
    open_ones = query.where(Subject.id.in_(mine), Subject.state == "published", or_(own, _acting().exists()))
    return list(db.session.execute(open_ones.order_by(Subject.sort_key)))


def speaking_organisation(actor: Actor, place_id: int | None) -> str:
    """Name of the organisation in whose name the person speaks for the town."""
    acting = select(ActsFor.organisation_id).where(ActsFor.place_id == place_id, ActsFor.state == "confirmed")
    query = select(Subject.title).join(Organisation, Organisation.id == Subject.id)
    mine = query.where(Subject.id.in_(actor.organisation_ids(*SPEAKERS)))
    here = mine.where((Organisation.town_id == place_id) | Subject.id.in_(acting))
    return db.session.scalar(here.order_by(Subject.id).limit(1)) or ""
