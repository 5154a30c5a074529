"""The words people put behind a number, and what they multiply it by."""

import re
from decimal import Decimal

MONEY = {
    "": 1, "€": 1, "eur": 1, "euro": 1, ",-": 1,
    "t€": 1_000, "teur": 1_000, "k": 1_000, "k€": 1_000, "keur": 1_000, "tsd": 1_000, "tsd€": 1_000,
    "tsdeuro": 1_000, "tausend": 1_000, "tausend€": 1_000, "tausendeuro": 1_000,
    "mio": 1_000_000, "mio€": 1_000_000, "mioeuro": 1_000_000, "million": 1_000_000, "millionen": 1_000_000,
    "millioneuro": 1_000_000, "millionen€": 1_000_000, "millioneneuro": 1_000_000,
    "mrd": 1_000_000_000, "mrd€": 1_000_000_000, "milliarden": 1_000_000_000, "milliardeneuro": 1_000_000_000,
}  # fmt: skip
MONTHS = {
    "": 1, "monat": 1, "monate": 1, "monaten": 1, "mon": 1, "m": 1,
    "jahr": 12, "jahre": 12, "jahren": 12, "j": 12,
    "woche": Decimal(12) / 52, "wochen": Decimal(12) / 52, "tag": Decimal(12) / 365, "tage": Decimal(12) / 365,
    "tagen": Decimal(12) / 365,
}  # fmt: skip
HOURS = {"": 1, "h": 1, "std": 1, "stunde": 1, "stunden": 1}
AREA = {
    "": 1, "m²": 1, "m2": 1, "qm": 1, "quadratmeter": 1, "quadratmetern": 1,
    "ha": 10_000, "hektar": 10_000, "km²": 1_000_000, "km2": 1_000_000, "qkm": 1_000_000,
}  # fmt: skip
FACTORS: dict[str, dict] = {"money": MONEY, "months": MONTHS, "hours": HOURS, "area": AREA}
PER = re.compile(r"\s*(?:/|pro|im|je|in der|jährlich|wöchentlich)\s*(?:jahr|woche|monat)?\s*$", re.IGNORECASE)
"""Per year or per week: the field itself says so already."""
STORED_IN = {"money": 100}
"""Money is stored in cents, everything else in its own unit."""


def factor(dimension: str, words: str) -> Decimal | None:
    """What the words behind a number multiply it by; None when we don't know them."""
    key = re.sub(r"[\s.]", "", words.casefold())
    found = FACTORS[dimension].get(key)
    return None if found is None else Decimal(found)
