"""A measure as it is to be published: finished values, read from what was typed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.core.subjects import Subject
from app.practices.writing.lookups import find_measure, find_organisation, find_topics, no_such_measure
from app.practices.writing.notes import Note, Reader, first_sentences
from app.practices.writing.pieces import FileText, read_files
from app.practices.writing.words import MEASURE_LINES, MEASURE_TEXTS, RATING_STEPS, RATINGS, RELATED_ROWS


@dataclass(frozen=True)
class MeasureText:
    """texts: Markdown by the names of words.MEASURE_TEXTS; lines: plain text by those of MEASURE_LINES.

    ratings: 0 to 3, None: not judged; by the names of RATINGS. related: (id, title) of other measures, in order.
    """

    title: str
    summary: str
    topics: tuple[tuple[int, str], ...]
    texts: Mapping[str, str]
    lines: Mapping[str, str]
    files: tuple[FileText, ...]
    ratings: Mapping[str, float | None]
    related: tuple[tuple[int, str], ...]


def read_measure(data: Mapping[str, Any], subject: Subject) -> tuple[MeasureText, list[Note]]:
    """The text as far as it can be read, and what it lacks before it may be published."""
    reader = Reader(data)
    texts = {name: reader.text(name) for name in MEASURE_TEXTS}
    if not texts["idea"]:
        reader.note("idea", "Bitte beschreiben Sie in ein paar Sätzen, worin die Maßnahme besteht.")
    text = MeasureText(
        title=reader.text("title", 200, "Bitte geben Sie der Maßnahme einen Titel."),
        summary=reader.text("summary", 500) or first_sentences(texts["idea"]),
        topics=find_topics(data.get("topics") or []),
        texts=texts,
        lines={name: reader.text(name, longest) for name, (_, longest) in MEASURE_LINES.items()},
        files=read_files(reader, subject, find_organisation),
        ratings={name: RATING_STEPS.get(str(data.get(name) or "")) for name in RATINGS},
        related=_related(reader, subject),
    )
    return text, reader.notes


def _related(reader: Reader, subject: Subject) -> tuple[tuple[int, str], ...]:
    """Each other measure once."""
    found: dict[int, str] = {}
    for name in (f"related_{row}" for row in range(RELATED_ROWS)):
        title = reader.text(name, 300)
        measure = find_measure(title) if title else None
        if title and measure is None:
            reader.note(name, no_such_measure(title))
        elif measure and measure[0] == subject.id:
            reader.note(name, "Das ist diese Maßnahme selbst. Bitte nennen Sie eine andere.")
        elif measure:
            found[measure[0]] = measure[1]
    return tuple(found.items())
