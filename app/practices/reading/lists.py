"""What a list page shows: cards, chips, counts, ways to sort."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from flask import request
from markupsafe import Markup
from sqlalchemy import Row

from app.core import formats
from app.core.actors import Actor
from app.core.paging import Page, page_number, page_of
from app.core.remembered import remembered_rows
from app.core.rendering import macro
from app.organisations.cards import Card, card_of
from app.places.your_town import YourTown
from app.practices.filters import ALSO_STUBS, ALSO_UNKNOWN, Chosen
from app.practices.kinds import PRACTICE
from app.practices.queries.lists import PRACTICE_SORTS, SORTS, Counts, counts_of, rows_of

ONLY_WORDS = {"massnahme": "Maßnahme", "gemeinde": "Gemeinde", "organisation": "Organisation"}


@dataclass(frozen=True)
class Listing:
    """One page of a list. unknown_url, stubs_url: the same list with more in it, or empty."""

    page: Page
    counts: Counts
    heading: str
    sorts: Sequence[tuple[str, str, bool]]
    chips: Sequence[tuple[str, str]]
    unknown_url: str = ""
    stubs_url: str = ""


def listing(kind: str, chosen: Chosen, actor: Actor, yours: YourTown) -> Listing:
    """Two statements: the rows, and the counts; both are remembered until the next write."""
    number, sort = page_number(), sort_of(kind)
    counts = counts_of(kind, chosen, actor)
    cards = remembered_rows(
        ("list", kind, chosen.key, sort, number, actor.is_guest, yours.key),
        f"card {yours.key}",
        lambda: rows_of(kind, chosen, sort, number, actor),
        lambda row: draw_card(_practice_card(row) if kind == PRACTICE else _case_card(row, yours)),
    )
    return Listing(
        page_of(cards, number, total=counts.total),
        counts,
        _heading(kind, counts),
        _sorts(kind, sort),
        _chips(chosen, yours),
        with_argument(ALSO_UNKNOWN, "1") if counts.unknown != 0 else "",
        with_argument(ALSO_STUBS, "1") if counts.stubs != 0 else "",
    )


def sort_of(kind: str) -> str:
    asked = request.args.get("sortierung", "")
    return asked if asked in (PRACTICE_SORTS if kind == PRACTICE else SORTS) else "neueste"


def draw_card(card: Card) -> Markup:
    return macro("_lists.html", "card")(card, 2)


def _practice_card(row: Row[Any]) -> Card:
    card = card_of(row)
    cases = formats.counted(row.cases, "Praxisbeispiel", "Praxisbeispiele") if row.cases else ""
    return replace(card, meta=(*card.meta, cases)) if cases else card


def _case_card(row: Row[Any], yours: YourTown) -> Card:
    card = card_of(row)
    words = yours.compared(row) if yours.town and row.place_name else ""
    return replace(card, meta=(*card.meta, f"zu {yours.town.name}: {words}")) if words and yours.town else card


def _heading(kind: str, counts: Counts) -> str:
    one, many = ("Maßnahme", "Maßnahmen") if kind == PRACTICE else ("Praxisbeispiel", "Praxisbeispiele")
    return f"Mehr als 1.000 {many}" if counts.total is None else formats.counted(counts.total, one, many)


def _sorts(kind: str, present: str) -> list[tuple[str, str, bool]]:
    names = PRACTICE_SORTS if kind == PRACTICE else tuple(SORTS)
    return [(SORTS[name][0], with_argument("sortierung", name), name == present) for name in names]


def _chips(chosen: Chosen, yours: YourTown) -> list[tuple[str, str]]:
    """(label, address without it) of everything that narrows or widens the list."""
    chips = []
    for one in chosen.filters:
        labels = dict(one.options()) if one.name in chosen.values else {}
        chips += [
            (one.chip.format(labels[value]), without(one.name, value)) for value in chosen.values.get(one.name, ())
        ]
    if chosen.cost_euros is not None:
        chips.append((f"bis {formats.number(chosen.cost_euros)} €", without("kosten_bis")))
    chips += [(f"{ONLY_WORDS[name]}: {value.replace('-', ' ')}", without(name)) for name, value in chosen.only]
    if yours.town:
        words = yours.likeness.words if yours.likeness else ""
        chips.append((f"wie {yours.town.name} ({words})", without("wie", also="ort")))
    if chosen.also_unknown:
        chips.append(("auch ohne Angabe", without(ALSO_UNKNOWN)))
    if chosen.also_stubs:
        chips.append(("auch Beispiele laut Quelle", without(ALSO_STUBS)))
    return chips


def with_argument(name: str, value: str) -> str:
    """The present address with one argument set, on its first page."""
    kept = [(n, v) for n, v in request.args.items(multi=True) if n not in (name, "seite") and v]
    return _address([*kept, (name, value)])


def without(name: str, value: str | None = None, also: str = "") -> str:
    """The present address without an argument (or one of its values), on its first page."""
    kept = [
        (n, v)
        for n, v in request.args.items(multi=True)
        if v and n not in ("seite", also) and not (n == name and value in (None, v))
    ]
    return _address(kept)


def _address(arguments: list[tuple[str, str]]) -> str:
    return f"{request.path}?{urlencode(arguments)}" if arguments else request.path


def query_string() -> str:
    """The filters of this page for its files and its feed."""
    kept = [(n, v) for n, v in request.args.items(multi=True) if n != "seite" and v]
    return f"?{urlencode(kept)}" if kept else ""
