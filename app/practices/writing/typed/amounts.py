"""Amounts and spans as they are typed: "ca. 20.000", "10.000–20.000 €", "15 T€", "2 Jahre", "ab 500"."""

import math
import re
from dataclasses import dataclass
from decimal import Decimal

from app.core import formats
from app.practices.facts import FactKind
from app.practices.writing.typed.numbers import WORDS, Unreadable, read_number
from app.practices.writing.typed.units import PER, STORED_IN, factor

LONGEST = 80
_ABOUT = re.compile(r"^(?:ca\.?|circa|etwa|rund|ungefähr|knapp|gut|insgesamt|~|≈)\s*", re.IGNORECASE)
_FROM = re.compile(r"^(?:ab|mindestens|mehr als|über)\s+", re.IGNORECASE)
_UP_TO = re.compile(r"^(?:bis(?: zu)?|höchstens|maximal|max\.?|unter|weniger als)\s+", re.IGNORECASE)
_BETWEEN = re.compile(r"^(?:zwischen|von)\s+", re.IGNORECASE)
_SPLIT = re.compile(r"\s*(?:–|—|−|-|\bbis\b|\bund\b)\s*", re.IGNORECASE)
_PART = re.compile(r"([0-9][0-9.,' ]*|[a-zäöüß]+(?=\s|$))\s*(.*)", re.IGNORECASE | re.DOTALL)
_ROUND_END = re.compile(r",[-–—]+")  # 500,- €
_BLANKS = re.compile(r"[\s\u00a0\u2007\u202f]+")
UNKNOWN = {
    "",
    "?",
    "-",
    "–",
    "unbekannt",
    "k. a.",
    "k.a.",
    "ka",
    "keine angabe",
    "keine angaben",
    "weiß nicht",
    "offen",
}
NOTHING = {"kostenlos", "kostenfrei", "gratis", "umsonst", "nichts", "keine", "keine kosten", "null"}


@dataclass(frozen=True)
class Range:
    """Whole numbers in the stored unit (money: cents). high None: open upwards."""

    low: int
    high: int | None


def read_amount(text: str, kind: FactKind) -> Range | None:
    """What was typed for a fact, or None for unknown. Raises Unreadable with a German sentence."""
    plain = _BLANKS.sub(" ", text).strip().rstrip(".")
    if plain.casefold() in UNKNOWN or plain.casefold() + "." in UNKNOWN:
        return None
    if plain.casefold() in NOTHING:
        return Range(0, 0)
    if len(plain) > LONGEST:
        raise Unreadable("Bitte schreiben Sie hier nur Zahlen, zum Beispiel 12.500 oder 10.000–20.000.")
    return _checked(_read(_ROUND_END.sub("", plain), kind), kind)


def _read(text: str, kind: FactKind) -> Range:
    text = _ABOUT.sub("", text)
    if re.match(r"(?:-|−|–|minus\b)\s*[0-9a-z]", text, re.IGNORECASE):
        raise Unreadable("Eine negative Zahl kann hier nicht stimmen. Bitte schreiben Sie sie ohne Minus.")
    if _UP_TO.match(text):
        raise Unreadable("Bitte schreiben Sie auch, wo die Spanne beginnt, zum Beispiel 5.000–20.000.")
    if _FROM.match(text):
        return Range(_whole(_FROM.sub("", text), kind, math.floor), None)
    parts = [part for part in _SPLIT.split(_BETWEEN.sub("", text)) if part]
    if len(parts) == 1:
        return Range(_whole(parts[0], kind, math.floor), _whole(parts[0], kind, math.ceil))
    if len(parts) == 2:
        first, second = (_ABOUT.sub("", part) for part in parts)
        return Range(_whole(_with_unit_of(first, second), kind, math.floor), _whole(second, kind, math.ceil))
    raise Unreadable("Bitte schreiben Sie eine Zahl oder eine Spanne, zum Beispiel 10.000–20.000.")


def _with_unit_of(first: str, second: str) -> str:
    """ "10", "15 T€" → "10 T€": the unit behind the span holds for both."""
    (_, own), (_, unit) = _parts(first), _parts(second)
    return first if own else f"{first} {unit}"


def _parts(text: str) -> tuple[str, str]:
    """Number and words behind it. € may stand in front."""
    text = text.strip()
    if text.startswith("€"):
        text = f"{text[1:].strip()} €"
    found = _PART.fullmatch(PER.sub("", text))
    if found is None:
        raise Unreadable(f"„{text[:30]}“ können wir nicht als Zahl lesen. Bitte schreiben Sie zum Beispiel 12.500.")
    number, words = found.group(1).strip(), found.group(2).strip()
    if number[0].isalpha() and number.casefold() not in WORDS:
        raise Unreadable(f"„{text[:30]}“ können wir nicht als Zahl lesen. Bitte schreiben Sie zum Beispiel 12.500.")
    return number, words


def _whole(text: str, kind: FactKind, rounded) -> int:  # type: ignore[no-untyped-def]
    number, words = _parts(text)
    times = factor(kind.dimension, words)
    if times is None:
        raise Unreadable(f"„{words[:30]}“ kennen wir hier nicht. Bitte schreiben Sie die Zahl in {kind.suffix}.")
    value = read_number(number) * times * STORED_IN.get(kind.dimension, 1)
    near = value.quantize(Decimal("0.001"))
    return rounded(near)


def _checked(found: Range, kind: FactKind) -> Range:
    if max(found.low, found.high or 0) > kind.largest:
        most = kind.largest // STORED_IN.get(kind.dimension, 1)
        raise Unreadable(f"Das wäre mehr als {formats.number(most)} {kind.suffix}. Bitte prüfen Sie die Zahl.")
    if found.high is not None and found.high < found.low:
        turned = typed_amount(found.high, found.low, kind)
        raise Unreadable(f"Die erste Zahl ist größer als die zweite. Meinten Sie {turned}?")
    return found


def typed_amount(low: int | None, high: int | None, kind: FactKind) -> str:
    """A stored range as one would type it: "10.000–20.000", "ab 500"."""
    if low is None:
        return ""
    first = _typed(low, kind)
    if high is None:
        return f"ab {first}"
    return first if low == high else f"{first}–{_typed(high, kind)}"


def _typed(value: int, kind: FactKind) -> str:
    if kind.dimension == "money":
        return formats.euro(value).removesuffix(" €").removesuffix("\u00a0€")
    return formats.number(value)
