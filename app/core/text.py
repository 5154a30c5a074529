"""Plain German text: slugs, folding, normal form."""

import re
import unicodedata

UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ẞ": "SS"})
_NOT_WORD = re.compile(r"[^a-z0-9]+")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def clean(text: str) -> str:
    """NFC, line ends as \\n, without control characters; what a person typed otherwise unchanged."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", _CONTROL.sub("", text))


def clean_line(text: str) -> str:
    """As clean(), for names and titles: without marks of direction, by which a line reads other than it is written."""
    return _TURNING.sub("", clean(text))


def slugify(text: str, longest: int = 80) -> str:
    """ASCII words with hyphens; ä/ö/ü/ß become ae/oe/ue/ss. Empty when nothing is left."""
    text = unicodedata.normalize("NFC", text).translate(UMLAUTS)
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    slug = _NOT_WORD.sub("-", ascii_text).strip("-")
    return slug if len(slug) <= longest else slug[:longest].rsplit("-", 1)[0].strip("-")


def fold(text: str) -> str:
    """For finding names however typed: lower case, ae/ä→a, oe/ö→o, ue/ü→u, ß→ss, no accents."""
    text = unicodedata.normalize("NFC", text).casefold()
    text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    for pair, letter in (("ae", "a"), ("oe", "o"), ("ue", "u")):
        text = text.replace(pair, letter)
    return " ".join(_NOT_WORD.sub(" ", text).split()) if text.isascii() else " ".join(text.split())


def sort_key(text: str) -> str:
    """DIN 5007-1: umlauts sort as their base letter."""
    return fold_umlauts(text)[:200]


def fold_umlauts(text: str) -> str:
    """Lower case without accents; ß becomes ss."""
    text = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in text if not unicodedata.combining(c))


def excerpt(text: str, longest: int = 200) -> str:
    """The beginning of a text, cut at a word, with an ellipsis where something was left out."""
    text = " ".join(text.split())
    return text if len(text) <= longest else text[: longest + 1].rsplit(" ", 1)[0].rstrip(",;:.") + " …"
