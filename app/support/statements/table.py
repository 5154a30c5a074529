"""The CSV statements of German banks. There is no norm: columns are found by their headings, wherever these stand."""

import csv
import io
from collections.abc import Iterator
from datetime import date, datetime

from app.core.languages import N_
from app.support.paying.amounts import AmountError, cents_of
from app.support.statements.lines import MOST_LINES, Credit, Statement, StatementError, one_account

PURPOSE = ("verwendungszweck", "vwz", "purpose")
AMOUNT = ("betrag", "betrag in eur", "betrag (eur)", "betrag (€)", "betrag in €", "umsatz", "umsatz in eur", "amount")
DAY = ("buchungstag", "buchungsdatum", "buchung", "datum", "bookingdate")
OWN = ("auftragskonto", "iban auftragskonto", "iban auftraggeberkonto", "iban kontoinhaber", "eigene iban")
CURRENCY = ("währung", "waehrung", "currency")
REFERENCES = ("kundenreferenz (end-to-end)", "kundenreferenz", "end-to-end-referenz", "ende-zu-ende-referenz")
INFO = ("info", "status")
DATES = ("%d.%m.%Y", "%d.%m.%y", "%Y-%m-%d")
FAR_DOWN = 30
MOST_CENTS = 10**13
UNKNOWN = N_(
    "In dieser Datei finden wir die Spalten „Verwendungszweck“ und „Betrag“ nicht. "
    "Bitte laden Sie bei Ihrer Bank den Auszug als CAMT.053 (XML) oder als CSV herunter."
)
WAITING = ("vorgemerkt", "umsatz vorgemerkt", "offen")


def read_table(content: bytes) -> Statement:
    """All credits in euros. Raises StatementError."""
    text = _decoded(content)
    rows = _rows(text)
    if len(rows) > MOST_LINES:
        raise StatementError(N_("Dieser Auszug ist zu lang. Bitte laden Sie einen kürzeren Zeitraum herunter."))
    at = next((number for number, row in enumerate(rows[:FAR_DOWN]) if _is_heading(row)), None)
    if at is None:
        raise StatementError(UNKNOWN)
    columns = {name.strip().casefold(): place for place, name in reversed(list(enumerate(rows[at])))}
    body = [row for row in rows[at + 1 :] if any(cell.strip() for cell in row)]
    own = _place(columns, OWN)
    ibans = [_cell(row, own) for row in body] if own is not None else [_iban_above(rows[:at])]
    return Statement(one_account(ibans), tuple(credit for row in body for credit in _credit(row, columns)))


def _rows(text: str) -> list[list[str]]:
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text)))
    except csv.Error:  # a cell of more than 131,072 signs, say
        raise StatementError(UNKNOWN) from None


def _decoded(content: bytes) -> str:
    if b"\x00" in content:
        raise StatementError(UNKNOWN)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _delimiter(text: str) -> str:
    return max(";,\t", key=text[:20_000].count)


def _is_heading(row: list[str]) -> bool:
    names = {cell.strip().casefold() for cell in row}
    return bool(names & set(PURPOSE)) and bool(names & set(AMOUNT))


def _iban_above(rows: list[list[str]]) -> str:
    """Some banks name the account once, above the table."""
    cells = ("".join(cell.split()).upper() for row in rows for cell in row)
    return next(
        (
            cell
            for cell in cells
            if len(cell) > 14 and cell[:2].isalpha() and cell[2:].isalnum() and cell[2:4].isdigit()
        ),
        "",
    )


def _credit(row: list[str], columns: dict[str, int]) -> Iterator[Credit]:
    """Nothing for what went out, is only expected, or can't be read: such a line is never guessed."""
    currency = _cell(row, _place(columns, CURRENCY)).upper() or "EUR"
    if currency not in ("EUR", "€") or _cell(row, _place(columns, INFO)).casefold() in WAITING:
        return
    try:
        cents = cents_of(_cell(row, _place(columns, AMOUNT)), most=MOST_CENTS)
    except AmountError:
        return
    words = " ".join(_cell(row, _place(columns, names)) for names in (PURPOSE, REFERENCES)).strip()
    yield Credit(cents, _day(_cell(row, _place(columns, DAY))), words, "")


def _place(columns: dict[str, int], names: tuple[str, ...]) -> int | None:
    return next((columns[name] for name in names if name in columns), None)


def _cell(row: list[str], place: int | None) -> str:
    return row[place].strip() if place is not None and place < len(row) else ""


def _day(text: str) -> date | None:
    for form in DATES:
        try:
            return datetime.strptime(text, form).date()
        except ValueError:
            continue
    return None
