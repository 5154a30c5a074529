"""What a change of the word list would do to a search: hits before and after."""

from dataclasses import dataclass, replace

from app.core.actors import Actor
from app.organisations.cards import cards_by_id
from app.places.your_town import YourTown
from app.search.engines.interface import Hit
from app.search.finding import search_request
from app.search.parameters import Asked
from app.search.service import engine
from app.search.synonyms.queries import synonyms
from app.search.synonyms.thesaurus import Synonyms, Thesaurus, compiled

SHOWN = 10


@dataclass(frozen=True)
class Line:
    """One place of the list after the change. before: its place until now, 0 if it was not among the first."""

    title: str
    url: str
    before: int


@dataclass(frozen=True)
class Preview:
    """Totals, the first ten after the change, and titles that leave the first ten."""

    text: str
    before: int
    after: int
    lines: list[Line]
    gone: list[str]


def preview(text: str, number: int | None, changed: Synonyms | None, actor: Actor) -> Preview:
    """number: id of the line that would change, None for a new one. changed: None if it rests. Raises IndexBroken."""
    old, others = compiled(synonyms()), synonyms(without=number)
    new = compiled([*others, changed] if changed else others)
    total_before, before = _search(text, old, actor)
    total_after, after = _search(text, new, actor)
    places = {hit.id: place for place, hit in enumerate(before, 1)}
    cards = cards_by_id([hit.id for hit in (*before, *after)])
    lines = [Line(cards[hit.id].title, cards[hit.id].url, places.get(hit.id, 0)) for hit in after if hit.id in cards]
    still = {hit.id for hit in after}
    gone = [cards[hit.id].title for hit in before if hit.id in cards and hit.id not in still]
    return Preview(text, total_before, total_after, lines, gone)


def _search(text: str, thesaurus: Thesaurus, actor: Actor) -> tuple[int, tuple[Hit, ...]]:
    request = search_request(Asked(text=text), actor, YourTown())
    plain = replace(request, facets=(), highlight=False, loose=0, per_page=SHOWN, thesaurus=thesaurus)
    result = engine().search(plain)
    return result.total, result.hits
