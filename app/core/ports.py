"""What content may ask without knowing who answers: search registers itself here."""

from collections.abc import Callable, Sequence

from flask import current_app

Similar = Callable[[int, int], Sequence[int]]
Find = Callable[[str, str, int], Sequence[int]]


def register(similar: Similar, find: Find) -> Callable:
    """For Feature.set_up: let these functions answer."""

    def set_up(app) -> None:  # type: ignore[no-untyped-def]
        app.extensions["ortskern_ports"] = {"similar": similar, "find": find}

    return set_up


def similar(subject_id: int, limit: int) -> Sequence[int]:
    """Ids of subjects that read alike, best first, open ones only. Empty while no search is there."""
    return _ask("similar", subject_id, limit)


def find(text: str, kind: str, limit: int) -> Sequence[int]:
    """Ids of open subjects of a kind that fit the text, best first. Empty while no search is there."""
    return _ask("find", text, kind, limit)


def _ask(name: str, *arguments: object) -> Sequence[int]:
    ports = current_app.extensions.get("ortskern_ports", {})
    if name not in ports:
        return ()
    try:
        return ports[name](*arguments)
    except Exception:
        current_app.logger.exception("the port %s failed", name)
        return ()
