"""What the search box understands beside words: `ort:Bochum land:NRW kosten:<20000 thema:"Grün und Klima" -typ:orte`.

A piece whose value nobody knows is searched as words, and a sentence says so.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from app.core.text import fold, slugify
from app.search.ranges import NUMBER_FILTERS, Span

TOWN = "ort"
MOST_PIECES = 8
SHORTEST_PART = 4
_OTHER_NAMES = {"größe": "groesse", "einwohnerzahl": "einwohner", "laufzeit": "dauer", "start": "beginn", "stadt": TOWN}
_NAMES = "ort|stadt|land|thema|typ|groesse|größe|art|kosten|einwohner|einwohnerzahl|beginn|start|dauer|laufzeit"
_QUOTED = '"([^"]*)"|„([^“”"]*)[“”"]|“([^”"]*)[”"]'
_PIECE = re.compile(rf"(?<!\S)(?P<minus>[-−–])?(?P<name>{_NAMES}):(?P<value>{_QUOTED}|[^\s\"„“]+)(?!\S)", re.I)
_NUMBERS = {one.name: one for one in NUMBER_FILTERS}


@dataclass(frozen=True)
class Piece:
    """One understood piece. words: for its chip.  rest: the whole text without it."""

    name: str
    words: str
    rest: str
    value: str = ""
    span: Span | None = None
    is_excluded: bool = False


@dataclass(frozen=True)
class Box:
    """words: what is left to be searched as text."""

    words: str
    pieces: tuple[Piece, ...] = ()
    problems: tuple[str, ...] = ()

    def values(self, *, excluded: bool) -> dict[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        for piece in self.pieces:
            if piece.value and piece.is_excluded == excluded:
                found[piece.name] = (*found.get(piece.name, ()), piece.value)
        return found

    def spans(self) -> list[tuple[str, Span]]:
        return [(piece.name, piece.span) for piece in self.pieces if piece.span]


@dataclass(frozen=True)
class Vocabulary:
    """options: filter name → known writing → value in addresses.  labels: (name, value) → German words.

    is_town: whether anything belongs to a town of that (folded) name.
    """

    options: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    labels: Mapping[tuple[str, str], str] = field(default_factory=dict)
    is_town: Callable[[str], bool] = lambda _: False


def understand(text: str, known: Vocabulary) -> Box:
    """text: one line, as typed."""
    if ":" not in text:
        return Box(text)
    pieces: list[Piece] = []
    problems: list[str] = []
    words: list[str] = []
    done = 0
    for found in list(_PIECE.finditer(text))[:MOST_PIECES]:
        words.append(text[done : found.start()])
        piece = _piece(found, text, known)
        if piece:
            pieces.append(piece)
        else:
            words.append(f"{found['minus'] or ''}{_quoted(_value(found))}")
            problems.append(f"„{found[0][:60]}“ kennen wir nicht als Filter. Wir haben nach dem Wort gesucht.")
        done = found.end()
    return Box(" ".join("".join([*words, text[done:]]).split()), tuple(pieces), tuple(problems[:3]))


def _quoted(value: str) -> str:
    return f'"{value}"' if " " in value else value


def _value(found: re.Match[str]) -> str:
    return next((part for part in found.groups()[3:] if part is not None), found["value"]).strip()


def _piece(found: re.Match[str], text: str, known: Vocabulary) -> Piece | None:
    name = _OTHER_NAMES.get(found["name"].lower(), found["name"].lower())
    value = _value(found)
    rest = " ".join(f"{text[: found.start()]} {text[found.end() :]}".split())
    if name in _NUMBERS:
        span = None if found["minus"] else _NUMBERS[name].span(value)
        return Piece(name, _NUMBERS[name].words(*span), rest, span=span) if span else None
    fits = _town(value, known) if name == TOWN else _known(value, known.options.get(name, {}))
    if not fits:
        return None
    label = f"Ort: {value}" if name == TOWN else known.labels.get((name, fits), fits)
    is_excluded = bool(found["minus"])
    return Piece(name, f"ohne {label}" if is_excluded else label, rest, fits, is_excluded=is_excluded)


def _town(value: str, known: Vocabulary) -> str:
    folded = fold(value)
    return folded if folded and known.is_town(folded) else ""


def _known(value: str, options: Mapping[str, str]) -> str:
    """The value itself, or the only one that has it as a part ("markt" in "Wochenmarkt und Märkte")."""
    slug = slugify(value)
    if value in options or slug in options:
        return options.get(value) or options[slug]
    near = {its for writing, its in options.items() if len(slug) >= SHORTEST_PART and slug in writing}
    return near.pop() if len(near) == 1 else ""
