"""The hits of a search as a file for a spreadsheet."""

from collections.abc import Iterable, Iterator
from typing import Any

from app.core.formats import german_date
from app.search.finding import Found

MOST_ROWS = 2_000
"""That many hits, in the order of the page."""
HEADINGS = (
    "Titel",
    "Art",
    "Zusammenfassung",
    "Ort",
    "Einwohner",
    "Organisation",
    "Hinweise",
    "Angaben",
    "Seit",
    "Sortiert nach",
    "Adresse",
)


def rows(found: Iterable[tuple[Found, Any]], base_url: str) -> Iterator[tuple[Any, ...]]:
    """base_url: stands before each address."""
    return (_row(one, base_url) for one, _ in found)


def _row(found: Found, base_url: str) -> tuple[Any, ...]:
    card = found.card
    badges = ", ".join(text for text, _ in card.badges)
    meta = " · ".join(card.meta)
    day = german_date(card.date)
    return (
        card.title, card.kind_label, card.summary, card.place_name, card.population, card.owner_name, badges, meta, day,
        found.sorted_by, base_url + card.url,
    )  # fmt: skip
