"""Why something was found although neither its text nor a file says the word: its topic, town or organisation."""

from collections import defaultdict
from collections.abc import Mapping

from sqlalchemy import select

from app.extensions import db
from app.organisations.cards import Card
from app.search.highlights import fragments
from app.topics.models import SubjectTopic, Topic

Pieces = tuple[tuple[str, bool], ...]


def found_around(cards: Mapping[int, Card], wanted: frozenset[str]) -> dict[int, Pieces]:
    """cards: of hits that show no marked word.  wanted: stems.  "Thema Leerstand" as pieces (text, is marked)."""
    if not cards or not wanted:
        return {}
    topics = _topics(list(cards))
    named = {number: [*topics[number], *_names(card)] for number, card in cards.items()}
    reasons = {number: _first_marked(labels, wanted) for number, labels in named.items()}
    return {number: pieces for number, pieces in reasons.items() if pieces}


def _names(card: Card) -> list[str]:
    names = (("Ort", card.place_name), ("Organisation", card.owner_name))
    return [f"{word} {name}" for word, name in names if name]


def _topics(ids: list[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    query = select(SubjectTopic.subject_id, Topic.title).join(Topic, Topic.id == SubjectTopic.topic_id)
    for row in db.session.execute(query.where(SubjectTopic.subject_id.in_(ids)).order_by(Topic.position)):
        found[row.subject_id].append(f"Thema {row.title}")
    return found


def _first_marked(labels: list[str], wanted: frozenset[str]) -> Pieces:
    """The word before the name is never marked: somebody may look for the word "Ort"."""
    for label in labels:
        word, _, name = label.partition(" ")
        pieces = fragments(name, "", wanted)[0].pieces
        if any(is_marked for _, is_marked in pieces):
            return ((f"{word} ", False), *pieces)
    return ()
