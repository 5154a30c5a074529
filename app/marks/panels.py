"""The button on every page of a thing."""

from typing import Any

from flask import request

from app.core.permissions import who
from app.core.rendering import macro
from app.marks import queries


def button(thing: Any) -> str:
    """thing: has id and public_id. Guests get a link that leads to the log-in and back."""
    actor = who()
    return macro("marks/_button.html", "button")(
        thing.public_id, actor.is_guest, queries.bookmark(actor, thing.id), request.path
    )
