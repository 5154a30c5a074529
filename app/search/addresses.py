"""Addresses of searches: the present one, with something changed."""

from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import quote_plus

from flask import request

from app.search.engines.interface import COST, DATE, POPULATION, RELEVANCE
from app.search.parameters import ALSO_UNKNOWN, BY_MEASURE, MEASURE, VIEW, choices
from app.search.ranges import RANGE_NAMES

PATH = "/suche"
KNOWN = frozenset(
    (
        "q",
        "typ",
        "thema",
        "groesse",
        "land",
        "art",
        "wie",
        "ort",
        "sortierung",
        ALSO_UNKNOWN,
        MEASURE,
        VIEW,
        *RANGE_NAMES,
    )
)
MOST = 60


def kept(leave_out: Iterable[str] = ()) -> list[tuple[str, str]]:
    """The parts of the present address that a search knows, without empty ones and without the page number."""
    out = set(leave_out)
    pairs = [(name, value) for name, value in request.args.items(multi=True) if name in KNOWN and name not in out]
    return [(name, value[:500]) for name, value in pairs if value][:MOST]


_quoted = lru_cache(maxsize=256)(quote_plus)
"""A page writes the same values into a dozen addresses."""


def address(pairs: Iterable[tuple[str, str]], path: str = PATH) -> str:
    query = "&".join([f"{name}={_quoted(value)}" for name, value in pairs])
    return f"{path}?{query}" if query else path


def without(name: str, value: str) -> str:
    """The present search without one filter value, however it was written in the address."""
    known = {choice.name: choice.known for choice in choices()}.get(name, {})
    return address(pair for pair in kept() if not (pair[0] == name and known.get(pair[1]) == value))


def without_all(names: Iterable[str]) -> str:
    return address(kept(names))


def all_cleared(words: str) -> str:
    """Words alone, without the filters of the page and of the box."""
    return with_text(words, keep=False)


def with_text(text: str, *, keep: bool = True) -> str:
    """Another text; keep: with the filters of the present one."""
    return address([*([("q", text)] if text else []), *(kept(["q"]) if keep else [])])


def sorted_by(order: str) -> str:
    return address([*kept(["sortierung"]), *([("sortierung", order)] if order != RELEVANCE else [])])


def also_unknown() -> str:
    return address([*kept([ALSO_UNKNOWN]), (ALSO_UNKNOWN, "1")])


def sort_options(order: str, has_words: bool) -> list[tuple[str, str, bool]]:
    """Costs and inhabitants from the smallest on. Without words there is no relevance: the newest come first."""
    words = {RELEVANCE: "Relevanz" if has_words else "Datum", COST: "Kosten", POPULATION: "Einwohner"}
    if has_words:
        words = {RELEVANCE: words[RELEVANCE], DATE: "Datum", **words}
    present = order if order in words else RELEVANCE
    return [(words[one], sorted_by(one), one == present) for one in words]


def save() -> str:
    """Where a member keeps this search."""
    return address(kept(["sortierung"]), "/konto/suchen/neu")


def view_options(is_grouped: bool) -> list[tuple[str, str, bool]]:
    alone, by_measure = address(kept([VIEW])), address([*kept([VIEW]), (VIEW, BY_MEASURE)])
    return [("Einzeln", alone, not is_grouped), ("Nach Maßnahme", by_measure, is_grouped)]


def of_measure(public_id: str) -> str:
    return address([*kept([VIEW, MEASURE]), (MEASURE, public_id)])


def feed() -> str:
    """The feed of this search; which page or order one looks at makes no difference."""
    return address(kept(["sortierung", "ort"]), "/suche.atom")


def file() -> str:
    """The hits as a file, in the order one looks at."""
    return address(kept(), "/suche.csv")
