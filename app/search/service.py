"""The engine of this installation, and questions that every part of search asks it."""

from collections.abc import Sequence
from importlib import import_module
from typing import Any

from flask import Flask, current_app
from sqlalchemy import Row, and_, not_, or_, select

from app.core.actors import Actor
from app.core.remembered import remembered
from app.core.subjects import Subject
from app.extensions import db
from app.search.engines.interface import KEPT_OUT, Engine, IndexBroken
from app.search.models import IndexPending
from config import Settings

KEY = "ortskern_search"
ENGINES = {
    "tantivy": "app.search.engines.tantivy_engine:TantivyEngine",
    "whoosh": "app.search.engines.whoosh_engine:WhooshEngine",
}
PUBLIC = ("public",)
MOST_LEAVING = 2_000


def make_engine(settings: Settings) -> Engine:
    """Only the chosen one is loaded: the other would cost memory in every process."""
    module, name = ENGINES[settings.search_engine].split(":")
    return getattr(import_module(module), name)(settings.instance_path / "search" / settings.search_engine)


def set_up(app: Flask) -> None:
    app.extensions[KEY] = make_engine(app.config["SETTINGS"])
    app.extensions.setdefault("ortskern_checks", {})["search"] = problem


def problem() -> str:
    """For /readyz: a sentence, or nothing."""
    try:
        engine().check()
    except IndexBroken as broken:
        return f"der Suchindex fehlt oder ist beschädigt ({broken}); er wird neu aufgebaut, wenn `flask jobs run` läuft"
    return ""


def engine() -> Engine:
    return current_app.extensions[KEY]


def readers_of(actor: Actor) -> tuple[str, ...]:
    """By which names of readers the actor may find something; see Document.readers."""
    members = () if actor.is_guest else ("members",)
    return (*PUBLIC, *members, *(f"org:{number}" for number in actor.organisation_ids()), *leaving(actor))


def leaving(actor: Actor) -> tuple[str, ...]:
    """What the indexer has yet to take out of the actor's sight: found by nothing and nobody from its commit on.

    No statement while nobody has written; a mark in index_pending is there for less than a second.
    """
    rows = remembered("search.leaving", _not_open)
    return tuple(f"{KEPT_OUT}{row.subject_id}" for row in rows if row.state is None or not may_find(row, actor))


def _not_open() -> Sequence[Any]:
    columns = (Subject.state, Subject.visibility, Subject.hidden_at, Subject.owner_id)
    query = select(IndexPending.subject_id, *columns).outerjoin(Subject, Subject.id == IndexPending.subject_id)
    is_open = and_(Subject.state == "published", Subject.hidden_at.is_(None), Subject.visibility == "public")
    not_open = or_(Subject.id.is_(None), not_(is_open))
    return db.session.execute(
        query.where(IndexPending.done_at.is_(None), not_open).distinct().limit(MOST_LEAVING)
    ).all()


def may_find(row: Row[Any], actor: Actor) -> bool:
    """The rule of Document.readers, asked of the database."""
    if row.state != "published" or row.hidden_at is not None:
        return False
    is_own = row.owner_id in actor.organisation_ids()
    return row.visibility == "public" or is_own or (row.visibility == "members" and not actor.is_guest)
