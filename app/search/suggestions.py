"""What could be meant while someone is still typing: titles, and ways to finish the last word."""

from dataclasses import dataclass

from app.search.analysis.folding import fold_digraphs, normal
from app.search.analysis.stemming import stem
from app.search.analysis.terms import nfc
from app.search.analysis.tokens import words
from app.search.engines.interface import Engine

MOST_TITLES, MOST_WORDS = 5, 4
SHORTEST = 2


@dataclass(frozen=True, slots=True)
class Suggestions:
    """titles: pairs (title, subject id), still to be checked against the database.  texts: whole search texts."""

    titles: tuple[tuple[str, int], ...] = ()
    texts: tuple[str, ...] = ()


def suggest(text: str, engine: Engine, readers: tuple[str, ...]) -> Suggestions:
    """text: what stands in the field so far. Raises IndexBroken."""
    text = nfc(text)[:120]
    found = [(word, start) for word, start, _ in words(text)]
    if not found or len(found[-1][0]) < SHORTEST:
        return Suggestions()
    last, begin = found[-1]
    titles = engine.titles(fold_digraphs(text[found[0][1] :]), readers, MOST_TITLES)
    endings = engine.starting_with(fold_digraphs(last), readers, MOST_WORDS * 3)
    commonest = {stem(normal(ending.word)): ending.word for ending in reversed(endings)}
    texts = [text[:begin] + word for word in reversed(commonest.values()) if normal(word) != normal(last)]
    return Suggestions(tuple(titles), tuple(texts[:MOST_WORDS]))
