"""A measure as it is to be published: finished values, read from what was typed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.core.subjects import Subject
from app.practices.writing.lookups import find_organisation, find_topics
from app.practices.writing.notes import Note, Reader, first_sentences
from app.practices.writing.pieces import FileText, read_files
from app.practices.writing.words import MEASURE_LINES, MEASURE_TEXTS


@dataclass(frozen=True)
class MeasureText:
    """texts: Markdown by the names of words.MEASURE_TEXTS; lines: plain text by those of MEASURE_LINES."""

    title: str
    summary: str
    topics: tuple[tuple[int, str], ...]
    texts: Mapping[str, str]
    lines: Mapping[str, str]
    files: tuple[FileText, ...]


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
    )
    return text, reader.notes
