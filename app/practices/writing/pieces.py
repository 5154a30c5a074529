"""Pictures and evidence of a draft: which files, in which order, with which words."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, bindparam, select

from app.core.rows import rows
from app.core.storage import StoredFile
from app.core.subjects import Subject
from app.media.models import Attachment, FileReading
from app.media.queries import file_url
from app.media.reading.words import ABOUT_READING
from app.practices.writing.notes import Reader
from app.practices.writing.words import EVIDENCE

NO_ALT = "Bitte beschreiben Sie das Bild „{}“ für Menschen, die es nicht sehen, oder wählen Sie „schmückend“."
NO_AUTHOR = "Wer hat das untersucht? Bitte nennen Sie eine Organisation aus dem Netzwerk."
OWN_AUTHOR = "Das ist Ihre eigene Organisation. Von außen untersucht heißt: von einer anderen."
MOST_FILES = 20


@dataclass(frozen=True)
class FileText:
    """One file of a draft. number: of its attachment. small_url: of the thumbnail, pictures only.

    reading: what to know about its text in search, a German sentence or nothing.
    """

    number: int
    role: str
    name: str
    size: int
    title: str
    alt: str
    credit: str
    kind: str
    author: str
    author_id: int | None
    url: str
    small_url: str
    reading: str = ""

    @property
    def is_picture(self) -> bool:
        return self.role == "image"


def file_numbers(data: dict | None) -> list[int]:
    """Numbers of the attachments a draft names, in its order."""
    named = (data or {}).get("files") or []
    return [number for number in named if isinstance(number, int)][:MOST_FILES]


def read_files(
    reader: Reader, subject: Subject, find_organisation: Callable[[str], int | None]
) -> tuple[FileText, ...]:
    """The files of the draft. A picture needs words or the note that it only decorates."""
    known = {row.id: row for row in _rows(subject.id, file_numbers(dict(reader.data)))}
    found = [known[number] for number in file_numbers(dict(reader.data)) if number in known]
    return tuple(_file(reader, subject, row, find_organisation) for row in found)


def _rows(subject_id: int, numbers: Sequence[int]) -> Sequence[Row[Any]]:
    return rows(_FILES, {"subject": subject_id, "numbers": numbers}) if numbers else ()


_FILES = (
    select(Attachment.id, Attachment.role, StoredFile.name, StoredFile.size, FileReading.state.label("reading"))
    .join(StoredFile, StoredFile.id == Attachment.file_id)
    .outerjoin(FileReading, FileReading.file_id == StoredFile.id)
    .where(Attachment.subject_id == bindparam("subject"), Attachment.id.in_(bindparam("numbers", expanding=True)))
)


def _file(reader: Reader, subject: Subject, row, find_organisation) -> FileText:  # type: ignore[no-untyped-def]
    alt = reader.text(f"alt_{row.id}", 1000)
    decorates = bool(reader.data.get(f"decorative_{row.id}"))
    if row.role == "image" and not alt and not decorates:
        reader.note(f"alt_{row.id}", NO_ALT.format(row.name))
    kind = (reader.choice(f"kind_{row.id}", EVIDENCE) or "document") if row.role == "evidence" else ""
    author = reader.text(f"author_{row.id}", 300) if kind == "external" else ""
    author_id = find_organisation(author)
    if kind == "external" and (author_id is None or author_id == subject.owner_id):
        reader.note(f"author_{row.id}", NO_AUTHOR if author_id is None else OWN_AUTHOR)
    return FileText(
        number=row.id,
        role=row.role,
        name=row.name,
        size=row.size,
        title=reader.text(f"title_{row.id}", 200) or ("" if row.role == "image" else row.name),
        alt="" if decorates else alt,
        credit=reader.text(f"credit_{row.id}", 200),
        kind=kind,
        author=author,
        author_id=author_id,
        url=file_url(row.id, row.name),
        small_url=file_url(row.id, row.name, small=True) if row.role == "image" else "",
        reading=ABOUT_READING.get(row.reading or "", ""),
    )
