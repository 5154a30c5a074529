"""Topics whose name says what was typed: one compact line above the hits, which leads to the page of the topic.

Topics are few and bear no text of their own: they are compared by name, rank against no entry and stand in no count.
"""

from app.core.remembered import remembered
from app.search.analysis.folding import fold_digraphs
from app.search.analysis.terms import analyse
from app.search.analysis.tokens import words
from app.search.parameters import Asked
from app.search.query import Query, parse
from app.search.synonyms.queries import thesaurus
from app.topics.queries import TopicRow, all_topics

MOST, MOST_WORDS = 2, 4


def topics_named(asked: Asked) -> list[TopicRow]:
    """Those with every typed word in their name, as typed or as the list of words says it; shortest names first."""
    if asked.page > 1 or "thema" in asked.filters or {"typ", "ort"} & set(asked.filters):
        return []
    query = parse(asked.searched)
    if query.phrases or query.is_empty or len(query.words) > MOST_WORDS:
        return []
    said = _ways_to_say(thesaurus().expand(query))
    found = [(name, topic) for topic, name in _names() if all(name & ways for ways in said)]
    return [topic for _, topic in sorted(found, key=lambda pair: len(pair[0]))][:MOST]


def topics_beginning(text: str) -> list[TopicRow]:
    """For suggestions: those with a word that begins like this."""
    folded = fold_digraphs(text.strip())
    starts = ((topic, [topic.title[at:] for _, at, _ in words(topic.title)]) for topic in all_topics())
    found = (topic for topic, names in starts if any(fold_digraphs(name).startswith(folded) for name in names))
    return [topic for topic, _ in zip(found, range(MOST), strict=False)] if len(folded) > 1 else []


def _ways_to_say(query: Query) -> list[frozenset[str]]:
    """For each word its own stem and those that say the same in one word."""
    others = [(way.at, way.stems[0]) for way in query.also if len(way.stems) == 1]
    return [
        frozenset((word.terms.stem, *(stem for at, stem in others if place in at)))
        for place, word in enumerate(query.words)
    ]


def _names() -> list[tuple[TopicRow, frozenset[str]]]:
    """Each topic with the stems of its name."""
    return remembered("search.topic_names", lambda: [(topic, _stems(topic.title)) for topic in all_topics()])


def _stems(title: str) -> frozenset[str]:
    return frozenset(token.terms.stem for token in analyse(title))
