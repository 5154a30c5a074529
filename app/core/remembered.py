"""Small values kept per process until the next write a guest can see: names of topics, counts of a list.

They are checked against the file that also guards kept pages (cache_version), so several workers agree.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable
from typing import Any

from flask import current_app, g, request
from sqlalchemy import Connection, Engine, Row, event

from app.core.cache_version import read_version
from app.core.languages import language

MOST = 3_000


class Remembered:
    """Values by key, all of one version of the installation; another version has its own."""

    def __init__(self, version: tuple[int, int]) -> None:
        self.version = version
        self.values: OrderedDict[Hashable, Any] = OrderedDict()

    def keep(self, key: Hashable, value: Any) -> Any:
        self.values[key] = value
        if len(self.values) > MOST:
            self.values.popitem(last=False)
        return value


def remembered(key: Hashable, compute: Callable[[], Any]) -> Any:
    """The value of compute(), asked once per process and version. key: names what is computed, and for whom."""
    store = _store()
    return store.values[key] if key in store.values else store.keep(key, compute())


def is_remembered(key: Hashable) -> bool:
    return key in _store().values


def remembered_rows(
    key: Hashable, name: str, ask: Callable[[], Iterable[Row[Any]]], draw: Callable[[Row[Any]], Any]
) -> list[Any]:
    """draw(row) of each row of ask(), in order. Asked once per key; each row drawn once per name and id.

    Lists thus share what they show. name: says what is drawn, and for whom.
    """
    store = _store()
    shown = store.values.get(key)
    if shown is not None and all(one in store.values for one in shown):
        return [store.values[one] for one in shown]
    drawn = {}
    for row in ask():
        one = (name, row.id)
        drawn[one] = store.values[one] if one in store.values else store.keep(one, draw(row))
    store.keep(key, tuple(drawn))
    return list(drawn.values())


def _store() -> Remembered:
    """Its version is looked up once while a page is read; anew each time where something may be written.

    A thread that still reads an older version keeps what it finds in that one's values.
    """
    known: Remembered | None = g.get("remembered")
    if known is not None:
        return known
    version = read_version(current_app.config["SETTINGS"].instance_path)
    name = f"ortskern_remembered_{language()}"
    store = current_app.extensions.get(name)
    if store is None or store.version != version:
        store = current_app.extensions[name] = Remembered(version)
    if request and request.method == "GET":
        g.remembered = store
    return store


@event.listens_for(Engine, "begin")
def _look_before_reading(_connection: Connection) -> None:
    """The version is looked up before the database shows its present state: what is read then is never older."""
    if request and request.method == "GET":
        _store()
