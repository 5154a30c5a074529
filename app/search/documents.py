"""From subjects to documents: asks each kind's feature, and adds what every document has."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from sqlalchemy import select

from app.core.documents import Document
from app.core.subjects import Subject, subject_types
from app.core.text import fold
from app.extensions import db
from app.media.reading.queries import attached_texts
from app.search.analysis.compounds import commonness
from app.search.engines.entries import ATTACHMENTS

UNKNOWN = "ohne-angabe"
NOTHING_TO_SAY = -1.0
"""Stands for every number of a bare example: below all ranges, and not "ohne Angabe", which others may still fill."""
NUMBERS = ("kosten", "einwohner", "dichte", "beginn", "dauer")
COMPLETED = ("thema", "land", "groesse", "art")
BEHIND = ("person", "shop")
"""Found for themselves when they are called so, but not what somebody looks for who types a word of the field."""
BATCH = 400
COMMON = 40


def documents_of(ids: Iterable[int]) -> Iterator[Document]:
    """The findable ones among these subjects."""
    by_kind: dict[str, list[int]] = defaultdict(list)
    for row in db.session.execute(select(Subject.id, Subject.kind).where(Subject.id.in_(list(ids)))):
        by_kind[row.kind].append(row.id)
    for kind, its_ids in by_kind.items():
        known = subject_types().get(kind)
        if known is not None and known.documents is not None:
            yield from map(complete, with_files(known.documents(its_ids)))


def with_files(documents: list[Document]) -> Iterator[Document]:
    """With the text of the files that hang on them: whoever may find the entry may open its files."""
    texts = attached_texts([document.id for document in documents])
    for document in documents:
        attached = ((ATTACHMENTS, texts[document.id]),) if document.id in texts else ()
        yield replace(document, texts=(*document.texts, *attached)) if attached else document


def all_documents() -> Iterator[Document]:
    """Everything findable, in batches; each batch is one short read, so that a long build blocks nobody."""
    last = 0
    while ids := list(db.session.scalars(_after(last))):
        yield from documents_of(ids)
        db.session.rollback()
        last = ids[-1]


def _after(last: int):  # type: ignore[no-untyped-def]
    wanted = (Subject.state == "published", Subject.id > last)
    return select(Subject.id).where(*wanted).order_by(Subject.id).limit(BATCH)


def complete(document: Document) -> Document:
    """With its kind as a filter, and a value that says so where a filter's value is unknown.

    Bare examples (angaben: "nein") never count as unknown: they would fill every "ohne Angabe" with empty pages.
    """
    known = {name: values for name, values in document.fields.items() if values}
    is_bare = known.get("angaben") == ("nein",)
    unknown = {} if is_bare else {name: (UNKNOWN,) for name in COMPLETED if name not in known}
    given = {"angaben": ("ja",), **unknown, **known, "typ": (document.kind,), "name": names(document.title)}
    given |= {} if document.kind in BEHIND else {"stand": ("inhalt",)}
    given["ort"] = towns(known.get("ort", ()))
    numbers = {**dict.fromkeys(NUMBERS, NOTHING_TO_SAY), **document.numbers} if is_bare else document.numbers
    return replace(document, fields=given, numbers=numbers)


def towns(called: tuple[str, ...]) -> tuple[str, ...]:
    """Official key and names as `ort:` may have them: "neustadt" and "neustadt hessen" for "Neustadt (Hessen)"."""
    found: dict[str, None] = {}
    for parts in (fold(name).split()[:4] for name in called):
        found |= dict.fromkeys(" ".join(parts[:count]) for count in range(1, len(parts) + 1))
    return tuple(found)


def names(title: str) -> tuple[str, ...]:
    """By which texts a thing is called: "Neustadt (Hessen)" is a Neustadt, but "Markt Wald" is no market."""
    parts = fold(title).split()[:4]
    beginnings = [" ".join(parts[:count]) for count in range(1, len(parts) + 1)]
    is_telling = bool(parts) and commonness(parts[0]) <= COMMON
    return tuple(beginnings if is_telling or len(parts) == 1 else beginnings[1:])
