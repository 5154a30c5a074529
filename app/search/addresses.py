"""Addresses of searches: the present one, with something changed."""

from collections.abc import Iterable
from urllib.parse import urlencode

from flask import request

from app.search.engines.interface import DATE, RELEVANCE
from app.search.parameters import ALSO_UNKNOWN

PATH = "/suche"
KNOWN = (
    "q", "typ", "thema", "groesse", "land", "art", "kosten_bis", "wie", "ort", "sortierung", ALSO_UNKNOWN,
)  # fmt: skip
MOST = 60


def kept(leave_out: Iterable[str] = ()) -> list[tuple[str, str]]:
    """The parts of the present address that a search knows, without empty ones and without the page number."""
    out = set(leave_out)
    pairs = [(name, value) for name, value in request.args.items(multi=True) if name in KNOWN and name not in out]
    return [(name, value[:500]) for name, value in pairs if value][:MOST]


def address(pairs: Iterable[tuple[str, str]], path: str = PATH) -> str:
    query = urlencode(list(pairs))
    return f"{path}?{query}" if query else path


def without(name: str, value: str) -> str:
    return address(pair for pair in kept() if pair != (name, value))


def with_text(text: str) -> str:
    return address([("q", text), *kept(["q"])])


def sorted_by(order: str) -> str:
    return address([*kept(["sortierung"]), *([("sortierung", order)] if order != RELEVANCE else [])])


def also_unknown() -> str:
    return address([*kept([ALSO_UNKNOWN]), (ALSO_UNKNOWN, "1")])


def sort_options(order: str) -> list[tuple[str, str, bool]]:
    words = {RELEVANCE: "Relevanz", DATE: "Datum"}
    return [(words[one], sorted_by(one), one == order) for one in words]


def feed() -> str:
    """The feed of this search; which page or order one looks at makes no difference."""
    return address(kept(["sortierung", "ort"]), "/suche.atom")
