"""What changed between two versions, word by word."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from app.practices.facts import FACTS
from app.practices.writing.words import CASE_TEXTS, MEASURE_LINES, MEASURE_TEXTS, RATINGS

MOST_WORDS = 1500
"""Comparing words takes their number squared: larger pieces count as changed whole."""

LABELS = {
    "title": "Titel", "summary": "Kurz gefasst", "place": "Ort", "practice": "Maßnahme", "topics": "Themen",
    "status": "Stand", "started_on": "Begonnen", "ended_on": "Beendet", "plain_language": "Leichte Sprache",
    "again": "Würden Sie es wieder tun?", "again_why": "Warum?", "contact_name": "Ansprechstelle",
    "mailbox": "E-Mail-Adresse für Fragen", "files": "Bilder und Belege", "depth": "Ausführlichkeit",
    "idea": MEASURE_TEXTS["idea"], "effects": MEASURE_TEXTS["effects"], "pitfalls": MEASURE_TEXTS["pitfalls"],
    **RATINGS, **CASE_TEXTS, **{name: label for name, (label, _) in MEASURE_LINES.items()},
    **{key: kind.label for key, kind in FACTS.items()},
}  # fmt: skip
PARTS = {
    "source": "Quelle", "as_of": "Stand", "label": "Was gezählt wurde", "before": "vorher", "after": "nachher",
    "unit": "Einheit", "method": "Zählweise", "title": "Titel", "url": "Adresse", "alt": "Bildbeschreibung",
    "credit": "Bildnachweis", "kind": "Art des Belegs", "author": "Untersucht von", "decorative": "nur schmückend",
}  # fmt: skip
_UNSEEN = ("place_key", "depth")
_WORDS = re.compile(r"\s+|[^\s]+")


@dataclass(frozen=True)
class Piece:
    """kind: "same", "added" or "removed"."""

    kind: str
    text: str


@dataclass(frozen=True)
class Change:
    label: str
    pieces: tuple[Piece, ...]


def differences(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Change]:
    """The fields that differ, in the order of the newer version."""
    names = list(dict.fromkeys([*new, *old]))
    changed = [n for n in names if n not in _UNSEEN and _shown(old.get(n)) != _shown(new.get(n))]
    return [Change(label_of(name), tuple(pieces(_shown(old.get(name)), _shown(new.get(name))))) for name in changed]


def label_of(name: str) -> str:
    """ "one_off_cost_source" → "Einmalige Kosten, Quelle"; "figure_0_before" → "Zahl 1, vorher"."""
    if name in LABELS:
        return LABELS[name]
    for key, kind in FACTS.items():
        if name.startswith(f"{key}_"):
            return f"{kind.label}, {PARTS.get(name.removeprefix(f'{key}_'), '')}"
    first, _, rest = name.partition("_")
    number, _, part = rest.partition("_")
    if first in ("figure", "link") and number.isdigit():
        return f"{'Zahl' if first == 'figure' else 'Link'} {int(number) + 1}, {PARTS.get(part, part)}"
    if first == "related" and number.isdigit():
        return f"Ähnliche Maßnahme {int(number) + 1}"
    return PARTS.get(first, first.capitalize())


def pieces(old: str, new: str) -> Iterator[Piece]:
    """The newer text with what was added and what was removed."""
    before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "replace":
            yield from _words("".join(before[a:b]), "".join(after[c:d]))
        else:
            yield from _pieces(kind, "".join(before[a:b]), "".join(after[c:d]))


def _words(old: str, new: str) -> Iterator[Piece]:
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    if max(len(before), len(after)) > MOST_WORDS:
        yield from _pieces("replace", old, new)
        return
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        yield from _pieces(kind, "".join(before[a:b]), "".join(after[c:d]))


def _pieces(kind: str, old: str, new: str) -> Iterator[Piece]:
    if kind == "equal":
        yield Piece("same", new)
        return
    if old:
        yield Piece("removed", old)
    if new:
        yield Piece("added", new)


def _shown(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(str(one) for one in value)
    if isinstance(value, bool):
        return "ja" if value else ""
    return str(value or "")
