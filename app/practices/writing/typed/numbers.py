"""German numbers as they are typed: 12.500,50 · 12500 · 12 500 · 15."""

import re
from decimal import Decimal

_PLAIN = re.compile(r"[0-9]{1,15}")
_GROUPED = re.compile(r"[0-9]{1,3}(?:([.' ])[0-9]{3})(?:\1[0-9]{3}){0,4}")
_DECIMALS = re.compile(r",[0-9]{1,2}$")
WORDS = {
    "ein": "1", "eine": "1", "einen": "1", "einem": "1", "einer": "1", "zwei": "2", "drei": "3", "vier": "4",
    "fünf": "5", "sechs": "6", "sieben": "7", "acht": "8", "neun": "9", "zehn": "10", "elf": "11", "zwölf": "12",
    "halb": "0,5", "halbe": "0,5", "halbes": "0,5", "anderthalb": "1,5", "eineinhalb": "1,5",
}  # fmt: skip


class Unreadable(ValueError):
    """str() is a German sentence for the field."""


def read_number(text: str) -> Decimal:
    """12.500,50 → Decimal("12500.50"). Raises Unreadable."""
    text = WORDS.get(text.strip().casefold(), text.strip())
    whole = _DECIMALS.sub("", text)
    decimals = text[len(whole) :].lstrip(",") or "0"
    if _PLAIN.fullmatch(whole) or _GROUPED.fullmatch(whole):
        return Decimal(f"{re.sub(r'[^0-9]', '', whole)}.{decimals}")
    raise Unreadable(_advice(text))


def _advice(text: str) -> str:
    shown = text if len(text) <= 30 else f"{text[:30]}…"
    if re.fullmatch(r"[0-9]{1,3},[0-9]{3}", text):
        first, second = text.split(",")
        return f"„{shown}“ ist nicht eindeutig. Meinen Sie {first}.{second} oder {first},{second[:2]}?"
    if re.fullmatch(r"[0-9]+\.[0-9]{1,2}", text):
        return f"„{shown}“ ist nicht eindeutig. Meinen Sie {text.replace('.', ',')}? Dann bitte mit Komma."
    return f"„{shown}“ können wir nicht als Zahl lesen. Bitte schreiben Sie zum Beispiel 12.500 oder 10.000–20.000."
