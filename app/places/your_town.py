""" "Ihre Stadt" without an account: kept in the address as `wie=<AGS>`, read from there by every page.

Without script the name arrives in `ort` instead; then the one town it can mean is taken, or a list is offered.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from flask import g, request

from app.places.alike import Comparable, Likeness, compare
from app.places.fields import SEVERAL, UNKNOWN
from app.places.matching import by_key, match
from app.places.towns import Town


@dataclass(frozen=True)
class YourTown:
    """town: the chosen one. text: as typed. choices: towns the text may mean. problem: a sentence, or empty."""

    town: Town | None = None
    text: str = ""
    choices: tuple[Town, ...] = ()
    problem: str = ""

    @property
    def key(self) -> str:
        return self.town.key if self.town else ""

    @property
    def likeness(self) -> Likeness | None:
        return Likeness(self.town) if self.town else None

    def compared(self, other: Comparable | None) -> str:
        """ "halb so groß, gleiches Land", or empty when there is nothing to compare."""
        if self.town is None or other is None or getattr(other, "id", None) == self.town.id:
            return ""
        return ", ".join(compare(self.town, other))


def read(arguments: Mapping[str, str]) -> YourTown:
    """The town in `wie`, else in `ort`. At most three statements, none when neither is given."""
    key, text = arguments.get("wie", "").strip(), arguments.get("ort", "").strip()[:120]
    town = by_key(key) if key else None
    if town:
        return YourTown(town, town.label)
    if key and not text:
        return YourTown(problem="Diesen Gemeindeschlüssel kennen wir nicht. Bitte wählen Sie Ihre Stadt neu.")
    if not text:
        return YourTown()
    found = match(text)
    if found.town:
        return YourTown(found.town, found.town.label)
    return YourTown(None, text, found.choices, SEVERAL if found.choices else UNKNOWN)


def your_town() -> YourTown:
    """The town of the present request; read once."""
    if "your_town" not in g:
        g.your_town = read(request.args)
    return g.your_town


def keep_town(address: str) -> str:
    """The address with `wie` of the present request, so that the chosen town goes along from page to page."""
    key = your_town().key
    if not key:
        return address
    parts = urlsplit(address)
    query = [(name, value) for name, value in parse_qsl(parts.query) if name != "wie"]
    return urlunsplit(parts._replace(query=urlencode([*query, ("wie", key)])))
