"""Counting what happens on the pages of a shop: in memory, handed over by files; nothing of who it was.

Not counted: programs and pages fetched ahead (core/machines), the shop's own people, staff, and who writes for the town
as far as they are signed in; entries nobody looks after (left out when the worker takes the counts in).
"""

from collections.abc import Mapping
from typing import Any

from flask import Flask, current_app

from app.core import clock
from app.core.actors import Actor
from app.core.machines import is_visit
from app.core.permissions import who
from app.core.subjects import Subject
from app.core.tallies import Tally
from app.core.visits import each_time
from app.extensions import db
from app.shops.figures.kinds import KINDS
from app.shops.kinds import OWNER
from app.shops.stewards.predicates import looks_after

KEY = "ortskern_shop_figures"
NAME = "shops"


def set_up(app: Flask) -> None:
    app.extensions[KEY] = Tally(app.config["SETTINGS"].instance_path, NAME)


def count(shop_id: int, kind: str, way: str = "") -> None:
    """From a view that answers a person: one more of this kind, today. kind: of kinds.KINDS; way: of kinds.WAYS.

    A page that is kept for all guests counts again each time it is given out.
    """
    assert kind in KINDS
    if not is_on() or is_own_visit(who(), shop_id):
        return
    tally: Tally = current_app.extensions[KEY]

    def note(environ: Mapping[str, Any]) -> None:
        if is_visit(environ):
            tally.add((clock.today().isoformat(), shop_id, kind, way))

    each_time(note)


def is_on() -> bool:
    return current_app.config["SETTINGS"].shop_statistics


def is_own_visit(actor: Actor, shop_id: int) -> bool:
    """The shop's own people, staff, and those who look after the shops of its town. A guest costs no statement."""
    if actor.is_staff or actor.has(OWNER, shop_id):
        return True
    if not actor.organisation_ids("org_admin", "org_editor"):
        return False
    return looks_after(actor, db.session.get_one(Subject, shop_id))
