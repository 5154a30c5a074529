"""Filters by a number from … to …: cost, inhabitants, year of the beginning, months it ran."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.core import formats

Span = tuple[int | None, int | None]
_AMOUNT = r"(?:\d{1,3}(?:[.\u00a0 ]\d{3})+|\d+)\s*"
_SPAN = re.compile(
    rf"(?P<sign><=?|>=?|=|ab|bis|unter|über)?\s*(?P<first>{_AMOUNT})(?:€|eur)?"
    rf"(?:\s*(?:-|–|bis)\s*(?P<second>{_AMOUNT})(?:€|eur)?)?",
    re.I,
)
_UPWARDS, _DOWNWARDS = ("<", "<=", "bis", "unter"), (">", ">=", "ab", "über")


@dataclass(frozen=True)
class NumberFilter:
    """name: of the number in documents, and before `_ab` and `_bis` in addresses. factor: page's unit → stored unit.

    problem: what to say when something else was typed.
    """

    name: str
    legend: str
    unit: str
    example: str
    problem: str
    factor: int = 1
    smallest: int = 0
    largest: int = 10**9

    @property
    def low_name(self) -> str:
        return f"{self.name}_ab"

    @property
    def high_name(self) -> str:
        return f"{self.name}_bis"

    def words(self, low: int | None, high: int | None) -> str:
        """ "Kosten bis 20.000 €" """
        edges = [("ab", low), ("bis", high)] if low != high else [("genau", low)]
        return " ".join([self.legend, *(f"{word} {self.shown(edge)}" for word, edge in edges if edge is not None)])

    def shown(self, value: int) -> str:
        figure = str(value) if self.smallest else formats.number(value)
        return f"{figure} {self.unit}".strip()

    def amount(self, text: str) -> int | None:
        """ "20.000 €" → 20000; None when it is no whole number in reach."""
        plain = re.sub(r"[€.\s]", "", text)
        is_number = plain.isascii() and plain.isdigit() and len(plain) <= 13
        return int(plain) if is_number and self.smallest <= int(plain) <= self.largest else None

    def span(self, text: str) -> Span | None:
        """ "<20000", "5000-20000", "2021" as (low, high); None when it says neither."""
        found = _SPAN.fullmatch(text.strip())
        first = self.amount(found["first"]) if found else None
        if found is None or first is None:
            return None
        if found["second"] is not None:
            second = self.amount(found["second"])
            return None if second is None or found["sign"] else ordered((first, second))
        sign = (found["sign"] or "").lower()
        return (None, first) if sign in _UPWARDS else (first, None) if sign in _DOWNWARDS else (first, first)


NUMBER_FILTERS = (
    NumberFilter(
        "kosten", "Einmalige Kosten", "€", "20000",
        "Die Kosten geben Sie bitte als ganze Zahl in Euro an, zum Beispiel 20000.", factor=100, largest=10**12,
    ),
    NumberFilter(
        "einwohner", "Einwohner", "", "15000", "Die Einwohner geben Sie bitte als ganze Zahl an, zum Beispiel 15000.",
    ),
    NumberFilter(
        "beginn", "Beginn", "", "2021", "Den Beginn geben Sie bitte als Jahr an, zum Beispiel 2021.",
        smallest=1900, largest=2100,
    ),
    NumberFilter(
        "dauer", "Laufzeit", "Monate", "12", "Die Laufzeit geben Sie bitte in ganzen Monaten an, zum Beispiel 12.",
        largest=1200,
    ),
)  # fmt: skip


def named(name: str, number: float | None) -> str:
    """ "Einmalige Kosten: 14.800 €", for a number as documents hold it."""
    one = next(one for one in NUMBER_FILTERS if one.name == name)
    return f"{one.legend}: {'ohne Angabe' if number is None else one.shown(round(number / one.factor))}"


RANGE_NAMES = frozenset(name for one in NUMBER_FILTERS for name in (one.low_name, one.high_name))


def ordered(span: Span) -> Span:
    low, high = span
    return (high, low) if low is not None and high is not None and low > high else span


def spans(arguments: Mapping[str, str], problems: list[str]) -> dict[str, Span]:
    """What an address says about them. What is no number is named in problems and left out."""
    found = {one.name: ordered(_edges(one, arguments, problems)) for one in NUMBER_FILTERS}
    return {name: span for name, span in found.items() if span != (None, None)}


def _edges(one: NumberFilter, arguments: Mapping[str, str], problems: list[str]) -> Span:
    typed = [arguments.get(name, "").strip() for name in (one.low_name, one.high_name)]
    low, high = (one.amount(text) if text else None for text in typed)
    if any(text and value is None for text, value in zip(typed, (low, high), strict=True)):
        problems.append(one.problem)
    return low, high


def narrowed(first: Mapping[str, Span], then: Iterable[tuple[str, Span]]) -> dict[str, Span]:
    """Both together: of two lower edges the higher one holds, of two upper edges the lower one."""
    result = dict(first)
    for name, (low, high) in then:
        old_low, old_high = result.get(name, (None, None))
        lows, highs = [x for x in (old_low, low) if x is not None], [x for x in (old_high, high) if x is not None]
        result[name] = max(lows, default=None), min(highs, default=None)
    return result
