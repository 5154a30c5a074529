"""The engine of this installation, and questions that every part of search asks it."""

from flask import Flask, current_app

from app.core.actors import Actor
from app.search.engines.interface import Engine, IndexBroken
from app.search.engines.tantivy_engine import TantivyEngine
from config import Settings

KEY = "ortskern_search"
ENGINES = {"tantivy": TantivyEngine}
PUBLIC = ("public",)


def make_engine(settings: Settings) -> Engine:
    return ENGINES[settings.search_engine](settings.instance_path / "search" / settings.search_engine)


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
    return (*PUBLIC, *members, *(f"org:{number}" for number in actor.organisation_ids()))
