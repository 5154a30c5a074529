"""What a saved address means: the request behind it, in German words, and its addresses."""

from collections.abc import Iterable
from urllib.parse import parse_qsl, urlencode

from werkzeug.datastructures import MultiDict

from app.core.actors import GUEST
from app.places.your_town import YourTown
from app.places.your_town import read as read_town
from app.search.addresses import KNOWN, MOST
from app.search.engines.interface import DATE, SearchRequest
from app.search.finding import search_request
from app.search.parameters import Asked, Choice, choices, read
from app.search.query import parse
from app.search.ranges import NUMBER_FILTERS

LEFT_OUT = ("sortierung", "seite", "ansicht")


def address_of(pairs: Iterable[tuple[str, str]]) -> str:
    """What is saved of a search: its known parts, without order and page, written always the same way."""
    kept = [(name, value.strip()[:500]) for name, value in pairs if name in KNOWN and name not in LEFT_OUT]
    return urlencode(sorted({pair for pair in kept if pair[1]}, key=lambda pair: (pair[0] != "q", pair))[:MOST])


def asked_of(address: str) -> tuple[Asked, YourTown]:
    arguments = MultiDict(parse_qsl(address))
    return read(arguments), read_town(arguments)


def request_of(address: str) -> SearchRequest:
    """Every word has to occur. Readers are left out: they are checked for each person and entry."""
    asked, town = asked_of(address)
    return search_request(asked, GUEST, town)


def is_empty(address: str) -> bool:
    """Neither words that can be searched for nor a filter: that would be everything, or nothing."""
    asked, town = asked_of(address)
    only_common = bool(asked.searched) and parse(asked.searched).is_empty
    return only_common or not (asked.searched or asked.is_narrowed or town.likeness)


def described(address: str) -> list[str]:
    """Words and filters, one text each."""
    asked, town = asked_of(address)
    texts = [f"„{asked.searched}“"] if asked.searched else []
    texts += [f"Orte wie {town.town.name}"] if town.town else []
    boxed = {(piece.name, piece.value) for piece in asked.pieces}
    texts += [piece.words for piece in asked.pieces if not piece.span]
    pairs = [(one, value) for one in choices() for value in asked.filters.get(one.name, ())]
    texts += [_label(one, value) for one, value in pairs if (one.name, value) not in boxed]
    texts += [one.words(*asked.ranges[one.name]) for one in NUMBER_FILTERS if one.name in asked.ranges]
    return texts + (["auch ohne Angabe"] if asked.also_unknown else [])


def _label(choice: Choice, value: str) -> str:
    """Topics are often called like a word of the search."""
    return f"{choice.legend} {choice.options[value]}" if choice.name == "thema" else choice.options[value]


def name_for(address: str) -> str:
    """What a person would call it: the words, else the filters."""
    asked, _ = asked_of(address)
    return (asked.searched or ", ".join(described(address)))[:100]


def page_url(address: str) -> str:
    """The results page, newest first, where every word has to occur."""
    return f"/suche?{address}&sortierung={DATE}"


def feed_url(address: str) -> str:
    """Everybody's feed of the same search: no secret, and nothing but what is public."""
    return f"/suche.atom?{address}"
