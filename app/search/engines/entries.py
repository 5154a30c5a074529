"""A document as the rows of terms that go into an index: the same for every engine."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.core.documents import Document
from app.search.analysis.folding import fold_digraphs
from app.search.analysis.terms import indexed, nfc
from app.search.analysis.tokens import all_words, words
from app.search.clauses import AROUND, ATTACHED, GRAMS, PARTS, STEM, TITLE_PARTS, TITLE_STEM

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
    in_title = all_words(f"{title} {keywords}")
    everywhere = in_title + all_words(text)
    whole, top = _terms(everywhere), _terms(in_title)
    terms = {**whole, TITLE_STEM: top[STEM], TITLE_PARTS: top[PARTS], ATTACHED: _apart(document, ATTACHMENTS)}
    terms[AROUND] = _apart(document, *KEYWORDS)
    return Entry(title, text, terms, _words(everywhere + all_words(around)), _starts(title), order(document))


def entries_of(documents: Iterable[Document]) -> list[tuple[Document, Entry]]:
    """Of several with the same id the last."""
    return [(document, entry(document)) for document in {one.id: one for one in documents}.values()]


def order(document: Document) -> int:
    """Newest first, then highest id: one whole number under 2**64 to sort by date."""
    seconds = int(document.date.timestamp()) if document.date.tzinfo else 0
    return (max(0, seconds) << _ID_BITS) | (document.id % (1 << _ID_BITS))


def _terms(written: list[str]) -> dict[str, str]:
    rows = [row for word in written if (row := indexed(word))]
    return {
        STEM: " ".join([row.stem for row in rows]),
        PARTS: " ".join([row.parts for row in rows]),
        GRAMS: " ".join([row.grams for row in rows]),
    }


def _apart(document: Document, *names: str) -> str:
    """Stems in a row, so that phrases are found, and then the parts of compounds."""
    text = nfc("\n".join(text for name, text in document.texts if name in names))
    rows = [row for word in all_words(text) if (row := indexed(word))]
    return " ".join([*(row.stem for row in rows), *(row.parts for row in rows)])


def _words(written: list[str]) -> dict[str, str]:
    several = sorted(set(written), reverse=True)
    return {row.folded: word for word in several if len(word) > 2 and (row := indexed(word))}


def _starts(title: str) -> tuple[str, ...]:
    places = [start for _, start, _ in words(title)][:_TITLE_STARTS]
    return tuple(dict.fromkeys(fold_digraphs(title[place:]) for place in places))
