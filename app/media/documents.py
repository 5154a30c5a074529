"""Documents that prove something: PDF, Word, OpenDocument and PowerPoint. Known by content, never shown in our pages.

Nothing but the table of contents of a file is looked at here; its text is read in a process of its own (reading/).
"""

import zipfile
from dataclasses import dataclass
from io import BytesIO

LARGEST_BYTES = 20_000_000
LARGEST_UNPACKED = 200_000_000
MOST_PARTS = 5_000
HEAD, END = b"%PDF-", b"%%EOF"
ZIP_HEAD, OLD_OFFICE_HEAD = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
ZIP_ENTRY = b"PK\x01\x02"
"""One stands in the table of contents for each part; they are counted before anything is made of them."""
_OPEN_XML = "application/vnd.openxmlformats-officedocument."


@dataclass(frozen=True)
class DocumentType:
    suffix: str
    media_type: str
    label: str


PDF = DocumentType("pdf", "application/pdf", "PDF")
WORD = DocumentType("docx", f"{_OPEN_XML}wordprocessingml.document", "Word")
SLIDES = DocumentType("pptx", f"{_OPEN_XML}presentationml.presentation", "PowerPoint")
TEXT = DocumentType("odt", "application/vnd.oasis.opendocument.text", "OpenDocument")
TYPES = (PDF, WORD, TEXT, SLIDES)
ACCEPTED = ",".join(kind.media_type for kind in TYPES)
"""For the attribute accept of a file field."""

EMPTY = "Die Datei ist leer. Bitte wählen Sie eine andere."
NOT_A_DOCUMENT = (
    "Diese Art von Datei nehmen wir nicht an. Bitte speichern Sie das Dokument als PDF, DOCX, ODT oder PPTX "
    "und laden Sie es dann hoch."
)
INCOMPLETE = "Die Datei ist unvollständig. Bitte speichern Sie sie neu und laden Sie sie noch einmal hoch."
TOO_LARGE = "Die Datei ist größer als 20 MB. Bitte verkleinern Sie sie vorher."
MACROS = "Die Datei enthält Makros. Bitte speichern Sie das Dokument ohne Makros oder als PDF."
OLD_OR_LOCKED = (
    "Die Datei ist mit einem Kennwort geschützt oder im alten Office-Format. "
    "Bitte speichern Sie sie ohne Kennwort als PDF, DOCX oder PPTX."
)


class DocumentRefused(ValueError):
    """str() is a German sentence for the field."""


def check_document(content: bytes) -> DocumentType:
    """What these bytes are. Raises DocumentRefused."""
    if not content:
        raise DocumentRefused(EMPTY)
    if len(content) > LARGEST_BYTES:
        raise DocumentRefused(TOO_LARGE)
    if content.startswith(OLD_OFFICE_HEAD):
        raise DocumentRefused(OLD_OR_LOCKED)
    if content.startswith(ZIP_HEAD):
        return _office_type(content)
    if not content.startswith(HEAD):
        raise DocumentRefused(NOT_A_DOCUMENT)
    if END not in content[-2048:]:
        raise DocumentRefused(INCOMPLETE)
    return PDF


def is_document(content: bytes, name: str) -> bool:
    """Whether somebody meant a document and not a picture."""
    endings = tuple(f".{kind.suffix}" for kind in TYPES)
    return content.startswith((HEAD, ZIP_HEAD, OLD_OFFICE_HEAD)) or name.lower().endswith(endings)


def _office_type(content: bytes) -> DocumentType:
    if content.count(ZIP_ENTRY) > MOST_PARTS:
        raise DocumentRefused(TOO_LARGE)
    try:
        with zipfile.ZipFile(BytesIO(content)) as parts:
            return _by_contents(parts)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, KeyError) as problem:
        if isinstance(problem, DocumentRefused):
            raise
        raise DocumentRefused(INCOMPLETE) from problem


def _by_contents(parts: zipfile.ZipFile) -> DocumentType:
    listed = parts.infolist()
    if len(listed) > MOST_PARTS or sum(part.file_size for part in listed) > LARGEST_UNPACKED:
        raise DocumentRefused(TOO_LARGE)
    if any(part.filename.lower().endswith("vbaproject.bin") or part.filename == "Basic/" for part in listed):
        raise DocumentRefused(MACROS)
    named = _beginning(parts, "mimetype") or _beginning(parts, "[Content_Types].xml")
    for kind in (WORD, SLIDES):
        if f"{kind.media_type}.main+xml" in named:
            return kind
    if named.strip() == TEXT.media_type and any(part.filename == "content.xml" for part in listed):
        return TEXT
    raise DocumentRefused(NOT_A_DOCUMENT)


def _beginning(parts: zipfile.ZipFile, name: str) -> str:
    """The first megabyte of a part, "" when there is none."""
    if name not in parts.namelist():
        return ""
    with parts.open(name) as part:
        return part.read(1_000_000).decode("utf-8", "replace")
