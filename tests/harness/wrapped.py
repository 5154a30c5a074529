"""A language in which every sentence stands in ⟦brackets⟧: what a page shows outside them, nobody can translate."""

import re
from html.parser import HTMLParser
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from app.core.formats import DAYS, MONTHS
from tools.messages import gathered

CODE = "en"
ASK = {"Accept-Language": CODE}
UNSEEN = ("script", "style", "textarea", "svg")
_DATES = re.compile(
    "|".join([*MONTHS, *(re.escape(day) for day in DAYS), "Uhr", "gerade eben", "gestern", "unbekannt"])
)
_LINK = re.compile(r"\S+://\S+|\b[\w-]+\.(?:example|html|csv)\b|\b\d+[a-z]+\b")


def _wrapped(text: str) -> str:
    return f"⟦{text}⟧"


def write_catalogue(folder: Path) -> int:
    """Into folder/en; returns how many sentences there are."""
    catalog = Catalog(locale=CODE)
    for message in gathered():
        if message.id:
            many = isinstance(message.id, tuple)
            catalog.add(message.id, tuple(map(_wrapped, message.id)) if many else _wrapped(message.id))
    target = folder / CODE / "LC_MESSAGES/messages.mo"
    target.parent.mkdir(parents=True)
    with target.open("wb") as file:
        write_mo(file, catalog)
    return len(catalog)


class Words(HTMLParser):
    """The visible text inside <main>, without the menu beside it, which belongs to all features."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.unseen = self.inside = 0
        self.beside = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside += tag == "main"
        self.beside = self.beside or ("class", "side-nav") in attrs
        self.unseen += tag in UNSEEN

    def handle_endtag(self, tag: str) -> None:
        self.inside -= tag == "main"
        self.beside = self.beside and tag != "nav"
        self.unseen -= tag in UNSEEN

    def handle_data(self, data: str) -> None:
        if self.inside and not self.unseen and not self.beside:
            self.parts.append(data)


def unmarked(html: str, *known: str) -> list[str]:
    """Words of <main> that no catalogue reaches. known: what people have written; dates go by themselves."""
    outside, depth = "", 0
    for letter in " ".join(Words(html).parts):
        depth += (letter == "⟦") - (letter == "⟧")
        outside += letter if not depth else " "
    for text in sorted(known, key=len, reverse=True):
        outside = outside.replace(text, " ")
    return re.findall(r"[A-Za-zÄÖÜäöüß]{2,}", _LINK.sub(" ", _DATES.sub(" ", outside)))
