"""Documents that prove something: PDF alone, never opened by us, never shown inside our own pages."""

MEDIA_TYPE = "application/pdf"
LARGEST_BYTES = 20_000_000
HEAD, END = b"%PDF-", b"%%EOF"

EMPTY = "Die Datei ist leer. Bitte wählen Sie eine andere."
NOT_A_PDF = "Das ist keine PDF-Datei. Bitte speichern Sie das Dokument als PDF und laden Sie es dann hoch."
INCOMPLETE = "Die PDF-Datei ist unvollständig. Bitte speichern Sie sie neu und laden Sie sie noch einmal hoch."
TOO_LARGE = "Die PDF-Datei ist größer als 20 MB. Bitte verkleinern Sie sie vorher."


class DocumentRefused(ValueError):
    """str() is a German sentence for the field."""


def check_pdf(content: bytes) -> bytes:
    """The same bytes when they are a whole PDF. Raises DocumentRefused."""
    if not content:
        raise DocumentRefused(EMPTY)
    if len(content) > LARGEST_BYTES:
        raise DocumentRefused(TOO_LARGE)
    if not content.startswith(HEAD):
        raise DocumentRefused(NOT_A_PDF)
    if END not in content[-2048:]:
        raise DocumentRefused(INCOMPLETE)
    return content
