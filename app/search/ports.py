"""Search as content may ask for it: what reads alike, and what fits a text. Open entries only."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from app.core.actors import GUEST
from app.search.analysis.terms import analyse, nfc
from app.search.documents import documents_of
from app.search.engines.interface import IndexBroken, SearchRequest
from app.search.service import engine, readers_of
from app.search.synonyms.queries import thesaurus

MOST_WORDS = 18
_READ = 4_000


def find(text: str, kind: str, limit: int) -> Sequence[int]:
    """Ids of open subjects of a kind ("" for any) that fit the text, best first."""
    filters = {"typ": (kind,)} if kind else {}
    request = SearchRequest(text, readers_of(GUEST), filters=filters, excluded={"standard": ("nein",)}, per_page=limit)
    return [hit.id for hit in engine().search(replace(request, thesaurus=thesaurus())).hits]


def similar(subject_id: int, limit: int) -> Sequence[int]:
    """Ids of open subjects of the same kind that share its telling words, best first."""
    document = next(documents_of([subject_id]), None)
    if document is None:
        return []
    text = " ".join([document.title, *(text for _, text in document.texts)])[:_READ]
    request = SearchRequest(
        telling_words(document.title, text), readers_of(GUEST), filters={"typ": (document.kind,)}, per_page=limit + 1
    )
    try:
        hits = engine().search(request).hits
    except IndexBroken:
        return []
    return [hit.id for hit in hits if hit.id != subject_id][:limit]


def telling_words(title: str, text: str) -> str:
    """The words of the title, then the commonest long words of the text."""
    title, text = nfc(title), nfc(text)
    counted = Counter(text[token.start : token.end] for token in analyse(text) if token.end - token.start > 5)
    first = [title[token.start : token.end] for token in analyse(title)]
    return " ".join(dict.fromkeys([*first, *(word for word, _ in counted.most_common(MOST_WORDS))][:MOST_WORDS]))
