"""Small values kept per process until the next write a guest can see: names of topics, counts of a list.

They are checked against the file that also guards kept pages (cache_version), so several workers agree.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable
from typing import Any

from flask import current_app, g, request
from sqlalchemy import Row

from app.core.cache_version import read_version
from app.core.languages import language

MOST = 3_000


class Remembered:
    """Values by key, all of one version of the installation."""

    def __init__(self) -> None:
        self.version: tuple[int, int] | None = None
        self.values: OrderedDict[Hashable, Any] = OrderedDict()

    def at(self, version: tuple[int, int]) -> "Remembered":
        """Itself; empty when its values are of another version."""
        if version != self.version:
            self.version, self.values = version, OrderedDict()
        return self

    def keep(self, key: Hashable, value: Any) -> Any:
        self.values[key] = value
        if len(self.values) > MOST:
            self.values.popitem(last=False)
        return value


def remembered(key: Hashable, compute: Callable[[], Any]) -> Any:
    """The value of compute(), asked once per process and version. key: names what is computed, and for whom."""
    store = _store()
    return store.values[key] if key in store.values else store.keep(key, compute())


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
    """Its version is looked up once while a page is read; anew each time where something may be written."""
    known: Remembered | None = g.get("remembered")
    if known is not None:
        return known
    version = read_version(current_app.config["SETTINGS"].instance_path)
    store = current_app.extensions.setdefault(f"ortskern_remembered_{language()}", Remembered()).at(version)
    if request and request.method == "GET":
        g.remembered = store
    return store
