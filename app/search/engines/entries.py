"""A document as the rows of terms that go into an index: the same for every engine."""

from dataclasses import dataclass

from app.core.documents import Document
from app.search.analysis.folding import fold_digraphs
from app.search.analysis.terms import analyse, nfc, written_terms
from app.search.analysis.tokens import words
from app.search.clauses import ATTACHED, GRAMS, PARTS, STEM, TITLE_PARTS, TITLE_STEM

TITLE = "title"
KEYWORDS = ("topics", "place", "organisation")
"""Texts that are found but never quoted: they are no sentences."""
ATTACHMENTS = "attachments"
"""The text of files: found, quoted by its page alone, and no source of suggestions."""
BETWEEN = "\x1f"
_TITLE_STARTS = 8
_ID_BITS = 28


@dataclass(frozen=True, slots=True)
class Entry:
    """terms: field → terms in order.  words: folded form → as written.  starts: folded title, from each word."""

    title: str
    text: str
    terms: dict[str, list[str]]
    words: dict[str, str]
    starts: tuple[str, ...]
    order: int


def entry(document: Document) -> Entry:
    title = nfc(document.title)
    text = nfc("\n".join(text for name, text in document.texts if name not in (TITLE, ATTACHMENTS, *KEYWORDS)))
    around = nfc("\n".join(text for name, text in document.texts if name in KEYWORDS))
    keywords = nfc(" ".join(text for name, text in document.texts if name == TITLE))
    title_terms = _terms(f"{title} {keywords}")
    text_terms = _terms(f"{text}\n{around}")
    terms = {name: title_terms[name] + text_terms[name] for name in (STEM, PARTS, GRAMS)}
    terms |= {TITLE_STEM: title_terms[STEM], TITLE_PARTS: title_terms[PARTS], ATTACHED: _attached(document)}
    return Entry(title, text, terms, _words(f"{title} {keywords} {text} {around}"), _starts(title), order(document))


def order(document: Document) -> int:
    """Newest first, then highest id: one whole number under 2**64 to sort by date."""
    seconds = int(document.date.timestamp()) if document.date.tzinfo else 0
    return (max(0, seconds) << _ID_BITS) | (document.id % (1 << _ID_BITS))


def _terms(text: str) -> dict[str, list[str]]:
    stems: list[str] = []
    parts: list[str] = []
    grams: list[str] = []
    for token in analyse(text):
        stems.append(token.terms.stem)
        parts.append(token.terms.stem)
        parts.extend(token.terms.parts)
        grams.extend(token.terms.grams)
    return {STEM: stems, PARTS: parts, GRAMS: grams}


def _attached(document: Document) -> list[str]:
    """Stems in a row, so that phrases are found, and then the parts of compounds."""
    tokens = list(analyse(nfc("\n".join(text for name, text in document.texts if name == ATTACHMENTS))))
    return [token.terms.stem for token in tokens] + [part for token in tokens for part in token.terms.parts]


def _words(text: str) -> dict[str, str]:
    written = {word for word, _, _ in words(text) if len(word) > 2 and written_terms(word)}
    return {fold_digraphs(word): word for word in sorted(written, reverse=True)}


def _starts(title: str) -> tuple[str, ...]:
    places = [start for _, start, _ in words(title)][:_TITLE_STARTS]
    return tuple(dict.fromkeys(fold_digraphs(title[place:]) for place in places))
