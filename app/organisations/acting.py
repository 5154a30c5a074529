"""Reads of who asks to act for a town."""

from typing import Any

from sqlalchemy import Row, select

from app.core.subjects import Subject
from app.extensions import db
from app.organisations.models import ActsFor, Organisation
from app.places.models import Place


def find_bond(number: int) -> ActsFor | None:
    """An open or confirmed bond; `town_organisation_id` is set for the rules."""
    bond = db.session.get(ActsFor, number)
    if bond is None or bond.state not in ("requested", "confirmed"):
        return None
    query = select(Organisation.id).where(Organisation.town_id == bond.place_id)
    bond.town_organisation_id = db.session.scalar(query)  # type: ignore[attr-defined]
    return bond


def asking_for(place_id: int | None) -> list[Row[Any]]:
    """(id, state, title, slug) of organisations that act for the place or ask to."""
    query = select(ActsFor.id, ActsFor.state, Subject.title, Subject.slug).join(
        Subject, Subject.id == ActsFor.organisation_id
    )
    here = query.where(ActsFor.place_id == place_id, ActsFor.state.in_(("requested", "confirmed")))
    return list(db.session.execute(here.order_by(ActsFor.created_at))) if place_id else []


def open_bonds() -> list[Row[Any]]:
    """(id, title, slug, place) of all that wait, for staff."""
    query = select(ActsFor.id, Subject.title, Subject.slug, Place.name.label("place"))
    joined = query.join(Subject, Subject.id == ActsFor.organisation_id).join(Place, Place.id == ActsFor.place_id)
    return list(db.session.execute(joined.where(ActsFor.state == "requested").order_by(ActsFor.created_at).limit(100)))
