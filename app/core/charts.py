"""Column charts drawn on the server as SVG: where each bar and each word stands. _charts.html draws them with a table.

Lengths are units of the picture, WIDTH × HEIGHT; it grows and shrinks with the page.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from app.core import formats

WIDTH, HEIGHT = 320, 170
LEFT, RIGHT, TOP, BOTTOM = 34, 4, 12, 22
PLOT_WIDTH, PLOT_HEIGHT = WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM
MOST_WORDS_BELOW = 5
WIDEST = 30
SIGN_WIDTH = 5.6
"""Of a sign of the 10 units high words, generously."""
Value = int | None


@dataclass(frozen=True)
class Bar:
    """series: 0 for the one that matters, 1 for what it is compared with."""

    x: float
    y: float
    width: float
    height: float
    series: int


@dataclass(frozen=True)
class Word:
    x: float
    y: float
    text: str


@dataclass(frozen=True)
class Chart:
    """A picture and the table that says the same. headings: of the table; rows: its cells as text."""

    title: str
    description: str
    names: Sequence[str]
    bars: Sequence[Bar]
    scale: Sequence[Word]
    words: Sequence[Word]
    headings: Sequence[str]
    rows: Sequence[Sequence[str]]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT


def columns(title: str, what: str, labels: Sequence[str], series: Sequence[tuple[str, Sequence[Value]]]) -> Chart:
    """One group of columns per label. what: heading of the labels, "Woche". series: one or two (name, values).

    None: not known or not yet; no column, and a dash in the table. Every series has a value for each label.
    """
    top = round_up(max((value or 0 for _, values in series for value in values), default=0))
    step = PLOT_WIDTH / max(1, len(labels))
    wide = min(step * 0.8, WIDEST * len(series)) / len(series)
    free = (step - wide * len(series)) / 2
    bars = [
        _bar(LEFT + step * at + free + wide * number, wide, value / top * PLOT_HEIGHT, number)
        for number, (_, values) in enumerate(series)
        for at, value in enumerate(values)
        if value
    ]
    return Chart(
        title,
        _description(labels, series[0]),
        [name for name, _ in series],
        bars,
        [_level(part * top // 2, part / 2) for part in range(3)] if top > 1 else [_level(0, 0), _level(top, 1)],
        _words(labels, step),
        [what, *(name for name, _ in series)],
        [[label, *(_cell(values[at]) for _, values in series)] for at, label in enumerate(labels)],
    )


def round_up(number: int) -> int:
    """The next even number that reads well: 7 → 8, 23 → 40, 61 → 80; 1 for nothing at all."""
    if number <= 2:
        return max(1, number)
    power = 10 ** (len(str(number)) - 1)
    steps = (power, 2 * power, 4 * power, 6 * power, 8 * power, 10 * power)
    return next(step for step in steps if step >= number and step % 2 == 0)


def _bar(x: float, width: float, height: float, series: int) -> Bar:
    return Bar(round(x, 1), round(TOP + PLOT_HEIGHT - height, 1), round(width, 1), round(height, 1), series)


def _level(value: int, share: float) -> Word:
    return Word(LEFT - 4, round(TOP + PLOT_HEIGHT * (1 - share), 1), formats.number(value))


def _words(labels: Sequence[str], step: float) -> list[Word]:
    """Below the columns, as many as can be read."""
    every = -(-len(labels) // MOST_WORDS_BELOW)
    shown = list(enumerate(labels))[::every] if labels else []
    return [Word(_middle(LEFT + step * (at + 0.5), label), HEIGHT - 8, label) for at, label in shown]


def _middle(x: float, word: str) -> float:
    """Below its column, but never beyond the right edge."""
    return round(min(x, WIDTH - len(word) * SIGN_WIDTH / 2), 1)


def _cell(value: Value) -> str:
    return "–" if value is None else formats.number(value)


def _description(labels: Sequence[str], series: tuple[str, Sequence[Value]]) -> str:
    name, values = series
    most, at = max(((value or 0, -at) for at, value in enumerate(values)), default=(0, 0))
    if not most:
        return "Noch ohne Zahlen."
    return f"{name}: am meisten {formats.number(most)} ({labels[-at]}). Die Tabelle sagt dasselbe in Zahlen."
