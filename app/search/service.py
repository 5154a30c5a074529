"""The engine of this installation, and questions that every part of search asks it."""

from importlib import import_module

from flask import Flask, current_app

from app.core.actors import Actor
from app.search.engines.interface import Engine, IndexBroken
from config import Settings

KEY = "ortskern_search"
ENGINES = {
    "tantivy": "app.search.engines.tantivy_engine:TantivyEngine",
    "whoosh": "app.search.engines.whoosh_engine:WhooshEngine",
}
PUBLIC = ("public",)


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
    return (*PUBLIC, *members, *(f"org:{number}" for number in actor.organisation_ids()))
