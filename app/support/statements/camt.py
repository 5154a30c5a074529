"""CAMT.053, the statement of ISO 20022, in any of its versions (.02 to .13): elements are found by local name.

defusedxml refuses entities and outside documents before anything is built.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from app.core.languages import N_
from app.support.statements.lines import MOST_LINES, Credit, Statement, StatementError, one_account

BROKEN = N_(
    "Diese Datei ist beschädigt oder kein Kontoauszug. Bitte laden Sie sie bei Ihrer Bank noch einmal herunter."
)
NOT_FINAL = N_(
    "Diese Datei ist kein Auszug, sondern eine vorläufige Umsatzliste (CAMT.052 oder CAMT.054). "
    "Bitte wählen Sie bei Ihrer Bank den Kontoauszug im Format CAMT.053."
)


def read_camt(content: bytes) -> Statement:
    """All booked credits in euros. Raises StatementError."""
    try:
        root = fromstring(content, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError):
        raise StatementError(BROKEN) from None
    if root.find("{*}BkToCstmrStmt") is None:
        others = ("{*}BkToCstmrAcctRpt", "{*}BkToCstmrDbtCdtNtfctn")
        raise StatementError(NOT_FINAL if any(root.find(name) is not None for name in others) else BROKEN)
    statements = root.findall("{*}BkToCstmrStmt/{*}Stmt")
    iban = one_account(_text(one, "{*}Acct/{*}Id/{*}IBAN") for one in statements)
    found = [credit for one in statements for entry in one.findall("{*}Ntry") for credit in _credits(entry)]
    if len(found) > MOST_LINES:
        raise StatementError(N_("Dieser Auszug ist zu lang. Bitte laden Sie einen kürzeren Zeitraum herunter."))
    return Statement(iban, tuple(found))


def _credits(entry: Any) -> Iterator[Credit]:
    """One line of the account; a collective one holds several payments with amounts of their own."""
    status = _text(entry, "{*}Sts/{*}Cd") or _text(entry, "{*}Sts")
    if status.strip() != "BOOK" or not _is_credit(entry):
        return
    payments = entry.findall("{*}NtryDtls/{*}TxDtls")
    day, number = _day(entry), _text(entry, "{*}AcctSvcrRef")
    if len(payments) < 2:
        yield from _credit(entry.find("{*}Amt"), day, _words(entry), number)
        return
    for place, payment in enumerate(payments):
        if _is_credit(payment, default=True):
            amount = payment.find("{*}Amt")
            amount = amount if amount is not None else payment.find("{*}AmtDtls/{*}TxAmt/{*}Amt")
            yield from _credit(amount, day, _words(payment), f"{number}/{place}")


def _is_credit(part: Any, default: bool = False) -> bool:
    """A reversal of a debit is no payment to us, nor is a reversed credit."""
    said = _text(part, "{*}CdtDbtInd")
    return (said == "CRDT" if said else default) and _text(part, "{*}RvslInd") not in ("true", "1")


def _credit(amount: Any, day: date | None, words: str, number: str) -> Iterator[Credit]:
    if amount is None or amount.get("Ccy") != "EUR":
        return
    try:
        cents = Decimal((amount.text or "").strip()) * 100
    except InvalidOperation:
        raise StatementError(BROKEN) from None
    if not cents.is_finite() or cents != cents.to_integral_value() or not 0 < cents < 10**14:
        return
    yield Credit(int(cents), day, words, number)


def _words(part: Any) -> str:
    names = ("Ustrd", "EndToEndId", "Ref", "AddtlRmtInf")
    return " ".join((one.text or "").strip() for name in names for one in part.iterfind(f".//{{*}}{name}"))


def _day(entry: Any) -> date | None:
    text = _text(entry, "{*}BookgDt/{*}Dt") or _text(entry, "{*}BookgDt/{*}DtTm")
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def _text(part: Any, path: str) -> str:
    return (part.findtext(path) or "").strip()
