"""What shops lend to the pages of others: those of a town."""

from collections.abc import Callable
from typing import Any

from flask import render_template

from app.core.panels import drawn_once
from app.core.subjects import Subject
from app.extensions import db
from app.shops.directory.rows import ROWS, drawn
from app.shops.directory.wanted import shown
from app.shops.models import Shop

MOST = 6


def of_place(place: Any) -> str:
    """Somebody's shops first, in the order of their names."""
    here = ROWS.where(*shown(), Subject.place_id == place.id)
    ordered = here.order_by(Shop.claimed_at.is_(None), Subject.sort_key, Subject.id)
    rows = db.session.execute(ordered.limit(MOST + 1)).all()
    if not rows:
        return ""
    cards = [drawn(row) for row in rows[:MOST]]
    return render_template("shops/_of_place.html", place=place, cards=cards, has_more=len(rows) > MOST)


PANELS: dict[str, Callable[[Any], str]] = {"places.detail.content": drawn_once(of_place)}
