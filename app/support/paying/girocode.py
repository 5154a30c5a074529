"""GiroCode: a transfer as a QR code that banking apps read (EPC069-12, version 002, UTF-8).

Version 002 leaves the BIC free within the SEPA zone. The symbol is at most version 13 with error correction M, as the
guideline asks.
"""

import io
from dataclasses import dataclass

import segno

LONGEST_HOLDER = 70
LONGEST_PURPOSE = 140
MOST_CENTS = 999_999_999_99
MOST_BYTES = 331
LARGEST_SYMBOL = 13


@dataclass(frozen=True)
class Transfer:
    """holder: exactly as at the bank. iban: without blanks. amount_cents: 1 or more. purpose: unstructured."""

    holder: str
    iban: str
    amount_cents: int
    purpose: str
    bic: str = ""


def girocode_text(transfer: Transfer) -> str:
    """The twelve lines, without the empty ones at the end. Raises ValueError for what no bank would take."""
    holder, purpose = _line(transfer.holder, LONGEST_HOLDER), _line(transfer.purpose, LONGEST_PURPOSE)
    if not holder or not 1 <= transfer.amount_cents <= MOST_CENTS:
        raise ValueError("a transfer needs a holder and an amount from 0.01 to 999999999.99")
    amount = f"EUR{transfer.amount_cents // 100}.{transfer.amount_cents % 100:02d}"
    lines = ["BCD", "002", "1", "SCT", transfer.bic, holder, transfer.iban, amount, "", "", purpose]
    text = "\n".join(lines)
    if len(text.encode()) > MOST_BYTES:
        raise ValueError(f"a GiroCode has at most {MOST_BYTES} bytes")
    return text


def girocode_address(transfer: Transfer) -> str:
    """The picture as a data: address for the page; on white ground, so that it can be scanned in dark pages too."""
    return _symbol(transfer).svg_data_uri(scale=5, border=4, dark="#000", light="#fff", omitsize=True)


def girocode_png(transfer: Transfer) -> bytes:
    """For the phone that cannot scan its own screen: saved as a picture and opened in the banking app."""
    written = io.BytesIO()
    _symbol(transfer).save(written, kind="png", scale=8, border=4, dark="#000", light="#fff")
    return written.getvalue()


def _symbol(transfer: Transfer) -> segno.QRCode:
    symbol = segno.make(
        girocode_text(transfer), error="m", mode="byte", encoding="utf-8", micro=False, boost_error=False
    )
    if int(symbol.version) > LARGEST_SYMBOL:
        raise ValueError("a GiroCode is at most symbol version 13")
    return symbol


def _line(text: str, longest: int) -> str:
    return " ".join(text.split())[:longest].strip()
