"""What content may ask without knowing who answers: search registers itself here."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import current_app

Similar = Callable[[int, int], Sequence[int]]
Find = Callable[[str, str, int], Sequence[int]]


@dataclass(frozen=True)
class SavedHits:
    """What one saved search has found. name: as its person calls it.  url: of the whole search.  newest first."""

    name: str
    url: str
    subject_ids: tuple[int, ...]


def add(name: str, answer: Callable[..., Sequence[Any]]) -> Callable:
    """For Feature.set_up: let this function answer one more port."""

    def set_up(app) -> None:  # type: ignore[no-untyped-def]
        app.extensions.setdefault("ortskern_ports", {})[name] = answer

    return set_up


def register(similar: Similar, find: Find) -> Callable:
    """For Feature.set_up: let these functions answer."""

    def set_up(app) -> None:  # type: ignore[no-untyped-def]
        app.extensions.setdefault("ortskern_ports", {}).update(similar=similar, find=find)

    return set_up


def similar(subject_id: int, limit: int) -> Sequence[int]:
    """Ids of subjects that read alike, best first, open ones only. Empty while no search is there."""
    return _ask("similar", subject_id, limit)


def find(text: str, kind: str, limit: int) -> Sequence[int]:
    """Ids of open subjects of a kind that fit the text, best first. Empty while no search is there."""
    return _ask("find", text, kind, limit)


def saved_hits(person_id: int, since: datetime) -> Sequence[SavedHits]:
    """New hits of this person's saved searches since then, for a digest. Empty while no search is there."""
    return _ask("saved_hits", person_id, since)


def outward_links(subject_ids: Sequence[int] | None = None) -> Sequence[tuple[int, str]]:
    """(subject, address outside) that higher ranks point at, of all or of these; watched with those of shops."""
    return _ask("outward_links", subject_ids)


def _ask(name: str, *arguments: object) -> Sequence[Any]:
    ports = current_app.extensions.get("ortskern_ports", {})
    if name not in ports:
        return ()
    try:
        return ports[name](*arguments)
    except Exception:
        current_app.logger.exception("the port %s failed", name)
        return ()
