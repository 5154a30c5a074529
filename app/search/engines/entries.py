"""A document as the rows of terms that go into an index: the same for every engine."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from app.core.documents import Document
from app.search.analysis.folding import fold_digraphs
from app.search.analysis.terms import Indexed, IndexedWords, indexed_words, nfc
from app.search.analysis.tokens import words
from app.search.clauses import AROUND, ATTACHED, ENDS, LEAD, PARTS, STEM, TITLE_PARTS, TITLE_STEM

TITLE = "title"
KEYWORDS = ("topics", "place", "organisation")
"""Texts that are found but never quoted: they are no sentences."""
MEASURE = "measure"
"""The name of the measure that a case belongs to: found like a topic, but no source of suggestions."""
ATTACHMENTS = "attachments"
"""The text of files: found, quoted by its page alone, and no source of suggestions."""
BETWEEN = "\x1f"
_NOT_SAID = (TITLE, ATTACHMENTS, MEASURE, *KEYWORDS)
_TITLE_STARTS = 8
_SHORT = 2
_LEAD_WORDS = 20
_ID_BITS = 28
RANK = "rank_{}"
"""The field to sort by a number."""
_LARGEST = 1 << 35
"""In cents, 340 million euros: what costs more stands among the dearest."""


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


def entry(document: Document, indexed_words: IndexedWords = indexed_words) -> Entry:
    """indexed_words: gives the words of a text."""
    title = nfc(document.title)
    text = nfc("\n".join(text for name, text in document.texts if name not in _NOT_SAID))
    keywords = nfc(" ".join(text for name, text in document.texts if name == TITLE))
    in_title = list(indexed_words(f"{title} {keywords}"))
    folded, stems, parts, ends, written = _columns([*in_title, *indexed_words(text)])
    top, lead = slice(len(in_title)), slice(len(in_title), len(in_title) + _LEAD_WORDS)
    attached = _columns(_of(document, indexed_words, ATTACHMENTS))
    around = _columns(_of(document, indexed_words, *KEYWORDS))
    measure = _columns(_of(document, indexed_words, MEASURE))
    terms = {
        STEM: " ".join(stems),
        PARTS: " ".join(parts),
        ENDS: " ".join(ends),
        TITLE_STEM: " ".join(stems[top]),
        TITLE_PARTS: " ".join(parts[top]),
        ATTACHED: _apart(attached),
        AROUND: f"{_apart(around)} {_apart(measure)}".strip(),
        LEAD: " ".join(parts[lead]),
    }
    said = _words((*folded, *around.folded), (*written, *around.written))
    return Entry(title, text, terms, said, title_starts(title), order(document))


def entries_of(documents: Iterable[Document]) -> list[tuple[Document, Entry]]:
    """Of several with the same id the last."""
    return [(document, entry(document)) for document in {one.id: one for one in documents}.values()]


def order(document: Document) -> int:
    """Newest first, then highest id: one whole number under 2**64 to sort by date."""
    seconds = int(document.date.timestamp()) if document.date.tzinfo else 0
    return (max(0, seconds) << _ID_BITS) | (document.id % (1 << _ID_BITS))


class _Columns(NamedTuple):
    """Of several words what stands in Indexed, each kind for itself."""

    folded: tuple[str, ...] = ()
    stems: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    written: tuple[str, ...] = ()


_NOTHING = _Columns()


def _columns(rows: list[Indexed]) -> _Columns:
    return _Columns(*zip(*rows, strict=True)) if rows else _NOTHING


def _of(document: Document, indexed_words: IndexedWords, *names: str) -> list[Indexed]:
    texts = [text for name, text in document.texts if name in names]
    return list(indexed_words(nfc("\n".join(texts)))) if texts else []


def _apart(words: _Columns) -> str:
    """Stems in a row, so that phrases are found, and then the parts of compounds."""
    return " ".join((*words.stems, *words.parts))


def rank(document: Document, name: str) -> int:
    """Smallest number first, then highest id; without the number last: one whole number under 2**64, larger first."""
    number = document.numbers.get(name)
    known = 0 if number is None or number < 0 else _LARGEST - min(int(number), _LARGEST - 1)
    return (known << _ID_BITS) | (document.id % (1 << _ID_BITS))


def number_of(rank: int) -> float | None:
    """The number that a rank was made of."""
    known = rank >> _ID_BITS
    return float(_LARGEST - known) if known else None


def _words(folded: tuple[str, ...], written: tuple[str, ...]) -> dict[str, str]:
    """Folded → as written. Of several ways to write a word the first by letters: with a capital."""
    found: dict[str, str] = {}
    for word, as_written in zip(folded, written, strict=True):
        if len(as_written) > _SHORT and found.setdefault(word, as_written) > as_written:
            found[word] = as_written
    return found


def title_starts(title: str) -> tuple[str, ...]:
    """The folded title from each of its first words on."""
    folded = fold_digraphs(nfc(title))
    places = [start for _, start, _ in words(folded)][:_TITLE_STARTS]
    return tuple(dict.fromkeys(folded[place:] for place in places))
