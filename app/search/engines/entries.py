"""A document as the rows of terms that go into an index: the same for every engine."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.core.documents import Document
from app.search.analysis.folding import fold_digraphs
from app.search.analysis.terms import Indexed, indexed_words, nfc
from app.search.analysis.tokens import words
from app.search.clauses import AROUND, ATTACHED, GRAMS, LEAD, PARTS, STEM, TITLE_PARTS, TITLE_STEM

TITLE = "title"
KEYWORDS = ("topics", "place", "organisation")
"""Texts that are found but never quoted: they are no sentences."""
ATTACHMENTS = "attachments"
"""The text of files: found, quoted by its page alone, and no source of suggestions."""
BETWEEN = "\x1f"
_TITLE_STARTS = 8
_LEAD_WORDS = 20
_ID_BITS = 28


@dataclass(frozen=True, slots=True)
class Entry:
    """terms: field → terms in order, joined by blanks.  words: folded form → as written.

    starts: folded title, from each word.
    """

    title: str
    text: str
    terms: dict[str, str]
    words: dict[str, str]
    starts: tuple[str, ...]
    order: int

    def row(self, field: str) -> list[str]:
        """The terms of a field one by one."""
        return self.terms[field].split()


def entry(document: Document) -> Entry:
    title = nfc(document.title)
    text = nfc("\n".join(text for name, text in document.texts if name not in (TITLE, ATTACHMENTS, *KEYWORDS)))
    around = nfc("\n".join(text for name, text in document.texts if name in KEYWORDS))
    keywords = nfc(" ".join(text for name, text in document.texts if name == TITLE))
    in_title = list(indexed_words(f"{title} {keywords}"))
    in_text = list(indexed_words(text))
    everywhere = in_title + in_text
    whole, top = _terms(everywhere), _terms(in_title)
    terms = {**whole, TITLE_STEM: top[STEM], TITLE_PARTS: top[PARTS], ATTACHED: _apart(document, ATTACHMENTS)}
    terms |= {AROUND: _apart(document, *KEYWORDS), LEAD: _terms(in_text[:_LEAD_WORDS])[PARTS]}
    return Entry(title, text, terms, _words([*everywhere, *indexed_words(around)]), _starts(title), order(document))


def entries_of(documents: Iterable[Document]) -> list[tuple[Document, Entry]]:
    """Of several with the same id the last."""
    return [(document, entry(document)) for document in {one.id: one for one in documents}.values()]


def order(document: Document) -> int:
    """Newest first, then highest id: one whole number under 2**64 to sort by date."""
    seconds = int(document.date.timestamp()) if document.date.tzinfo else 0
    return (max(0, seconds) << _ID_BITS) | (document.id % (1 << _ID_BITS))


def _terms(rows: list[Indexed]) -> dict[str, str]:
    _, stems, parts, grams, _ = zip(*rows, strict=True) if rows else ((),) * 5
    return {STEM: " ".join(stems), PARTS: " ".join(parts), GRAMS: " ".join(grams)}


def _apart(document: Document, *names: str) -> str:
    """Stems in a row, so that phrases are found, and then the parts of compounds."""
    text = nfc("\n".join(text for name, text in document.texts if name in names))
    rows = list(indexed_words(text))
    return " ".join([*(row.stem for row in rows), *(row.parts for row in rows)])


def _words(rows: list[Indexed]) -> dict[str, str]:
    """Of several ways to write a word the first by letters: with a capital."""
    found: dict[str, str] = {}
    for written, folded in {row[-1]: row[0] for row in rows}.items():
        if len(written) > 2 and written <= found.get(folded, written):
            found[folded] = written
    return found


def _starts(title: str) -> tuple[str, ...]:
    places = [start for _, start, _ in words(title)][:_TITLE_STARTS]
    return tuple(dict.fromkeys(fold_digraphs(title[place:]) for place in places))
