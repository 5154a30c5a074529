"""Where open data come from, in the words shown on every entry; the same list as demo/sources.json."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class OpenSource:
    name: str
    publisher: str
    licence: str
    licence_url: str
    url: str

    def row(self, *, author: str, url: str = "") -> dict[str, Any]:
        """Columns of the source table. url: of this entry; else the collection's own."""
        return {
            "name": self.name,
            "author": author,
            "url": url or self.url,
            "licence": self.licence,
            "licence_url": self.licence_url,
        }


PROURBAN = OpenSource(
    name="UrbaneProduktion.Ruhr / ProUrban Online-Maßnahmentool",
    publisher="UrbaneProduktion.Ruhr",
    licence="MIT, © 2021 T. Herker",
    licence_url="https://github.com/t16h05008/ProUrban_Online-Massnahmentool/blob/main/LICENSE",
    url="https://github.com/t16h05008/ProUrban_Online-Massnahmentool",
)

CODEFOR = OpenSource(
    name="Code for Germany (codefor.de); Verschlagwortung: Civic Data Lab; gekürzt, Personennamen entfernt",
    publisher="Code for Germany",
    licence="CC BY 4.0",
    licence_url="https://creativecommons.org/licenses/by/4.0/deed.de",
    url="https://codefor.de/projekte/",
)

OTHER = OpenSource(
    name="Übernommen aus einer Datei",
    publisher="",
    licence="wie in der Quelle angegeben",
    licence_url="",
    url="",
)
"""For files whose source we do not know."""


def source_of(address: str) -> OpenSource:
    """The collection an entry belongs to, by the address it gives as its source."""
    return CODEFOR if address.startswith("https://codefor.de/") else OTHER
