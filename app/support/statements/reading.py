"""Which kind of statement a file is."""

from app.core.languages import N_
from app.support.statements.camt import read_camt
from app.support.statements.lines import LARGEST_BYTES, Statement, StatementError
from app.support.statements.table import read_table


def read_statement(content: bytes) -> Statement:
    """CAMT.053 or a bank's CSV. Raises StatementError."""
    if not content.strip():
        raise StatementError(N_("Diese Datei ist leer."))
    if len(content) > LARGEST_BYTES:
        raise StatementError(
            N_("Diese Datei ist zu groß: Bitte höchstens 4 MB. Laden Sie einen kürzeren Zeitraum herunter.")
        )
    if content.startswith((b"PK\x03\x04", b"\x1f\x8b")):
        raise StatementError(
            N_("Das ist ein gepacktes Archiv. Bitte entpacken Sie es und wählen Sie die Datei darin aus.")
        )
    if content.startswith(b"%PDF"):
        raise StatementError(
            N_("Das ist ein PDF. Bitte laden Sie den Auszug als CAMT.053 (XML) oder als CSV herunter.")
        )
    is_xml = content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") or content[:2] in (b"\xff\xfe", b"\xfe\xff")
    return read_camt(content) if is_xml else read_table(content)
