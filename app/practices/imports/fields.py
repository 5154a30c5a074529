"""Values out of one JSON object: the right type, a sensible size, clean text, or a German refusal."""

import math
import re
import unicodedata
from typing import Any
from urllib.parse import urlsplit

from app.core.csv_lines import Refused
from app.core.text import clean_line

TITLE_LIMIT = 300  # characters
TEXT_LIMIT_BYTES = 100_000  # the same limit as for what members write
LIST_LIMIT = 200  # items
URL_LIMIT = 2_000  # characters
SUMMARY_LIMIT = 300  # characters

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-ZÄÖÜ„»])")


def text(data: dict, name: str, *, limit_bytes: int = TEXT_LIMIT_BYTES) -> str:
    """A text field, empty when missing or null; NFC, trimmed, without control characters."""
    return clean(_expect(data.get(name), str, name, "ein Text", empty=""), name, limit_bytes)


def title(data: dict, name: str = "titel") -> str:
    """The title on one line. Raises Refused when it is missing or longer than TITLE_LIMIT characters."""
    value = " ".join(clean_line(text(data, name)).split())
    if not value:
        raise Refused(f"Der Titel („{name}“) fehlt.")
    if len(value) > TITLE_LIMIT:
        raise Refused(f"Der Titel hat {len(value)} Zeichen. Erlaubt sind {TITLE_LIMIT}.")
    return value


def texts(data: dict, name: str) -> tuple[str, ...]:
    """A list of short texts; a single text counts as a list of one, empty ones are left out."""
    value = data.get(name)
    items = [value] if isinstance(value, str) else _items(value, name)
    words = (_expect(item, str, name, "eine Liste von Texten") for item in items)
    return tuple(dict.fromkeys(word for item in words if (word := clean(item, name, TEXT_LIMIT_BYTES))))


def objects(data: dict, name: str) -> tuple[dict, ...]:
    """A list of JSON objects, empty when missing."""
    items = _items(data.get(name), name)
    return tuple(_expect(item, dict, name, "eine Liste von Objekten") for item in items)


def number(data: dict, name: str, *, low: float, high: float) -> float | None:
    """A number between low and high, None when missing. Raises Refused outside of it."""
    value = data.get(name)
    if value is None or value == "":
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise Refused(f"Das Feld „{name}“ muss eine Zahl sein.")
    if not low <= value <= high:
        raise Refused(f"Das Feld „{name}“ muss zwischen {low:g} und {high:g} liegen.")
    return float(value)


def web_address(data: dict, name: str) -> str:
    """An http or https address; anything else (javascript:, blanks, too long) becomes empty."""
    value = "".join(text(data, name).split())
    try:
        parts = urlsplit(value)
    except ValueError:
        return ""
    usable = parts.scheme in ("http", "https") and parts.netloc and len(value) <= URL_LIMIT
    return value if usable else ""


def clean(value: str, name: str, limit_bytes: int) -> str:
    """NFC, trimmed, no control characters. Raises Refused for lone surrogates and for too much text."""
    try:
        size = len(value.encode("utf-8"))
    except UnicodeEncodeError as error:
        raise Refused(f"Das Feld „{name}“ enthält ein halbes Zeichen (ungültiges Unicode).") from error
    if size > limit_bytes:
        allowed = f"{limit_bytes // 1000} kB" if limit_bytes >= 1000 else f"{limit_bytes} Byte"
        raise Refused(f"Das Feld „{name}“ ist mit {size} Byte zu groß. Erlaubt sind {allowed}.")
    return unicodedata.normalize("NFC", _CONTROL.sub("", value.replace("\r\n", "\n"))).strip()


def first_sentences(value: str, limit: int = SUMMARY_LIMIT) -> str:
    """As many whole sentences as fit into limit characters; a single longer one is cut at a word."""
    flat = " ".join(value.split())
    taken = ""
    for sentence in _SENTENCE_END.split(flat):
        longer = f"{taken} {sentence}".strip()
        if len(longer) > limit:
            break
        taken = longer
    return taken or _cut_at_word(flat, limit)


def _cut_at_word(value: str, limit: int) -> str:
    if len(value) <= limit:
        return value
    return value[: limit - 1].rsplit(" ", 1)[0].rstrip(" ,;:–-") + "…"


def _items(value: object, name: str) -> list:
    items = _expect(value, list, name, "eine Liste", empty=[])
    if len(items) > LIST_LIMIT:
        raise Refused(f"Die Liste „{name}“ hat {len(items)} Einträge. Erlaubt sind {LIST_LIMIT}.")
    return items


def _expect(value: object, kind: type, name: str, words: str, *, empty: object = None) -> Any:
    if value is None and empty is not None:
        return empty
    if not isinstance(value, kind):
        raise Refused(f"Das Feld „{name}“ muss {words} sein.")
    return value
