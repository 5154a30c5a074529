"""The button on every page of a thing."""

from typing import Any

from flask import render_template

from app.core.permissions import who
from app.marks import queries


def button(thing: Any) -> str:
    """thing: has id and public_id. Guests get a link that leads to the log-in and back."""
    mark = queries.bookmark(who(), thing.id)
    return render_template("marks/_button.html", public_id=thing.public_id, mark=mark)
