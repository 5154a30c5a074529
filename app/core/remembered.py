"""Small values kept per process until the next write a guest can see: names of topics, counts of a list.

They are checked against the file that also guards kept pages (cache_version), so several workers agree.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any

from flask import current_app, g, request

from app.core.cache_version import read_version

MOST = 3_000


class Remembered:
    """Values by key, all of one version of the installation."""

    def __init__(self) -> None:
        self.version: tuple[int, int] | None = None
        self.values: OrderedDict[Hashable, Any] = OrderedDict()

    def get(self, version: tuple[int, int], key: Hashable, compute: Callable[[], Any]) -> Any:
        if version != self.version:
            self.version, self.values = version, OrderedDict()
        if key not in self.values:
            self.values[key] = compute()
            if len(self.values) > MOST:
                self.values.popitem(last=False)
        return self.values[key]


def remembered(key: Hashable, compute: Callable[[], Any]) -> Any:
    """The value of compute(), asked once per process and version. key: names what is computed, and for whom."""
    store = current_app.extensions.setdefault("ortskern_remembered", Remembered())
    return store.get(_version(), key, compute)


def _version() -> tuple[int, int]:
    """Looked up once while a page is read; anew each time where something may be written."""
    path = current_app.config["SETTINGS"].instance_path
    if not request or request.method != "GET":
        return read_version(path)
    if "remembered_version" not in g:
        g.remembered_version = read_version(path)
    return g.remembered_version
