"""What a statement is for us: the credits of one account, as plain values that live as long as the request."""

import hashlib
import hmac
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from app.core.languages import N_

LARGEST_BYTES = 4_000_000
MOST_LINES = 20_000


class StatementError(ValueError):
    """str() is a German sentence for the page; it never repeats what stands in the file."""


@dataclass(frozen=True)
class Credit:
    """One incoming payment.

    amount_cents > 0, in euros. text: purpose and end-to-end reference. bank_key: the bank's own number of the line.
    """

    amount_cents: int
    booked_on: date | None
    text: str
    bank_key: str


@dataclass(frozen=True)
class Statement:
    iban: str
    credits: tuple[Credit, ...]


def line_keys(statement: Statement, secret: str) -> list[str]:
    """One stable key per credit, the same in every upload; equal lines of one statement are numbered. It tells nothing:
    a keyed hash of account, day, amount and text."""
    seen: Counter[str] = Counter()
    return [_key(statement.iban, credit, seen, secret) for credit in statement.credits]


def _key(iban: str, credit: Credit, seen: Counter[str], secret: str) -> str:
    content = "\n".join((iban, str(credit.booked_on), str(credit.amount_cents), credit.bank_key, credit.text))
    seen[content] += 1
    return hmac.new(secret.encode(), f"{content}\n{seen[content]}".encode(), hashlib.sha256).hexdigest()


def one_account(ibans: Iterable[str]) -> str:
    """The account of a file. Raises StatementError when it names none or several."""
    found = {"".join(iban.split()).upper() for iban in ibans if iban.strip()}
    if not found:
        raise StatementError(
            N_(
                "In dieser Datei steht nicht, zu welchem Konto sie gehört. "
                "Bitte laden Sie bei Ihrer Bank den Auszug als CAMT.053 (XML) herunter."
            )
        )
    if len(found) > 1:
        raise StatementError(
            N_(
                "In dieser Datei stehen mehrere Konten. "
                "Bitte laden Sie den Auszug nur für das Konto des Ladens herunter."
            )
        )
    return found.pop()
