"""What shops lend to the pages of others: those of a town, also on the page of who looks after them."""

from collections.abc import Callable
from typing import Any

from flask import render_template
from sqlalchemy import select

from app.core.panels import drawn_once
from app.core.subjects import Subject
from app.extensions import db
from app.organisations.models import ActsFor
from app.places.models import Place
from app.shops.directory.rows import ROWS, drawn
from app.shops.directory.wanted import shown
from app.shops.models import Shop

MOST = 6
MOST_TOWNS = 3


def of_place(place: Any) -> str:
    """Somebody's shops first, in the order of their names."""
    here = ROWS.where(*shown(), Subject.place_id == place.id)
    ordered = here.order_by(Shop.claimed_at.is_(None), Subject.sort_key, Subject.id)
    rows = db.session.execute(ordered.limit(MOST + 1)).all()
    if not rows:
        return ""
    cards = [drawn(row) for row in rows[:MOST]]
    return render_template("shops/_of_place.html", place=place, cards=cards, has_more=len(rows) > MOST)


def of_organisation(organisation: Any) -> str:
    """The shops of the town it is, or acts for: it looks after them."""
    acting = select(ActsFor.place_id).where(ActsFor.organisation_id == organisation.id, ActsFor.state == "confirmed")
    query = select(Place.id, Place.name, Place.key)
    towns = query.where((Place.id == organisation.town_id) | Place.id.in_(acting)).order_by(Place.name)
    return "\n".join(of_place(town) for town in db.session.execute(towns.limit(MOST_TOWNS)))


PANELS: dict[str, Callable[[Any], str]] = {
    "places.detail.content": drawn_once(of_place),
    "organisations.detail.content": drawn_once(of_organisation),
}
