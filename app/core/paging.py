"""Pages of a list, without counting what the database would have to walk through."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from flask import abort, request

PER_PAGE = 20
LAST_PAGE = 5_000


@dataclass(frozen=True)
class Page:
    """items: what stands on this page. total: None when nobody counted; then has_next says whether to go on."""

    items: Sequence[Any]
    number: int
    has_next: bool
    total: int | None = None
    per_page: int = PER_PAGE

    @property
    def has_previous(self) -> bool:
        return self.number > 1

    @property
    def last(self) -> int | None:
        return None if self.total is None else max(1, -(-self.total // self.per_page))

    def url(self, number: int) -> str:
        """Address of another page with all filters kept."""
        kept = [(name, value) for name, value in request.args.items(multi=True) if name != "seite" and value]
        query = urlencode([*kept, ("seite", number)] if number > 1 else kept)
        return f"{request.path}?{query}" if query else request.path


def page_number() -> int:
    """`?seite=` as a number from 1; anything else is a clear 404."""
    text = request.args.get("seite", "1") or "1"
    if not (text.isascii() and text.isdigit() and len(text) <= 6 and 1 <= int(text) <= LAST_PAGE):
        abort(404, "Diese Seite der Liste gibt es nicht.")
    return int(text)


def page_of(rows: Sequence[Any], number: int, per_page: int = PER_PAGE, total: int | None = None) -> Page:
    """rows: at most per_page + 1 rows; the extra one says that there is a next page."""
    return Page(rows[:per_page], number, len(rows) > per_page, total, per_page)


def window(query, number: int, per_page: int = PER_PAGE):  # type: ignore[no-untyped-def]
    """The select narrowed to one page and one row more."""
    return query.limit(per_page + 1).offset((number - 1) * per_page)
