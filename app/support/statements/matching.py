"""Which credit pays which order: by reference and amount, never by guess.

A whole reference with the right amount is a match. A whole reference with another amount, one that differs by a slip or
two, or two references in one purpose are proposals for the shop to look at. Every other line is forgotten.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.support.paying.codes import PREFIX, bare
from app.support.statements.lines import Credit

SLIPS = 2
LENGTH = 12
LONGEST = 400
"""Signs of a purpose that are looked at for slips."""
PIECE = LENGTH // (SLIPS + 1)
MATCH, AMOUNT, SLIP, SEVERAL = "match", "amount", "slip", "several"


@dataclass(frozen=True)
class Finding:
    """What is kept of a line. why: MATCH, or why it is only proposed. reference: of our order, not the bank's text."""

    key: str
    reference: str
    amount_cents: int
    booked_on: date | None
    why: str


def find_payments(
    credits: Sequence[Credit], keys: Sequence[str], expected: Mapping[str, int], *, open_only: frozenset[str]
) -> list[Finding]:
    """expected: amount in cents by reference, of all orders of the account. open_only: those a slip may mean."""
    return [
        found
        for credit, key in zip(credits, keys, strict=True)
        for found in _findings(credit, key, expected, open_only)
    ]


def _findings(credit: Credit, key: str, expected: Mapping[str, int], open_only: frozenset[str]) -> Iterator[Finding]:
    text = bare(credit.text)
    named = [reference for reference in _candidates(text) if reference in expected]
    if len(set(named)) > 1:
        whys = [(reference, SEVERAL) for reference in dict.fromkeys(named)]
    elif named:
        whys = [(named[0], MATCH if expected[named[0]] == credit.amount_cents else AMOUNT)]
    else:
        alike = _nearly(text, open_only)
        whys = [(alike, SLIP)] if alike else []
    for reference, why in whys:
        yield Finding(
            key if len(whys) == 1 else f"{key[:40]}{reference}", reference, credit.amount_cents, credit.booked_on, why
        )


def _candidates(text: str) -> Iterator[str]:
    """Everything in a purpose that begins like a reference and is as long."""
    at = text.find(PREFIX)
    while at >= 0:
        yield text[at : at + LENGTH]
        at = text.find(PREFIX, at + 1)


def _nearly(text: str, references: frozenset[str]) -> str | None:
    """The one open reference that stands in the text with at most SLIPS slips; None when none or several do."""
    text = text[:LONGEST]
    found = [one for one in references if _has_piece(one, text) and _slips(one, text) <= SLIPS]
    return found[0] if len(found) == 1 else None


def _has_piece(wanted: str, text: str) -> bool:
    """With at most two slips one of three pieces is whole: nearly every line is dropped by this alone."""
    return any(wanted[at : at + PIECE] in text for at in range(0, LENGTH, PIECE))


def _slips(wanted: str, text: str) -> int:
    """The fewest signs to add, drop or change until wanted stands somewhere in text (Sellers, 1980)."""
    column = list(range(len(wanted) + 1))
    best = column[-1]
    for sign in text:
        above, column[0] = column[0], 0
        for place, other in enumerate(wanted, 1):
            above, column[place] = column[place], min(above + (sign != other), column[place] + 1, column[place - 1] + 1)
        best = min(best, column[-1])
    return best
