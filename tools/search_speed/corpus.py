"""Any number of entries out of real sentences, and the questions about them.

Texts are stretches of the sections of federal law that the ranking is measured on, put together anew: words are as
frequent as in real German, compounds included. Each entry adds two compounds that no other has, so that the
vocabulary grows with the entries, as names of streets and projects do.
"""

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache

from app.core.documents import Document
from app.search.analysis.tokens import all_words
from app.search.analysis.wordlist import DATA
from app.search.engines.interface import DATE, RELEVANCE, Range
from tools.relevance.sets import law

PUBLIC = ("public",)
FACETS = ("thema", "land", "groesse")
LANDS = ("NW", "BY", "SN", "HE", "TH", "SH")
SIZES = ("unter-5000", "5000-20000", "20000-50000")
STRETCH = 45
BAD = {
    "10.000 Zeichen": "Innenstadt" * 1000,
    "3.000 Wörter": " ".join(f"wort{number}" for number in range(3000)),
    "nur Stoppwörter": "der die das und oder " * 50,
    "nur Zeichen": "?!*~^&|" * 100,
    "Anführungszeichen ohne Ende": '"' * 999 + "Markt",
    "lauter Minus": "-Markt " * 60,
    "Regel wie ein Suchmuster": "(.*)+[a-z]{1,99}$ .*? \\w+",
    "Sterne": "le* *stand m?rkt",
    "von rechts nach links": "שלום עולם مرحبا بالعالم " * 10,
    "Bildzeichen": "🏪🛒" * 200,
    "lange Buchstabenfolge": "x" * 500,
    "zwanzig Tippfehler": " ".join(f"Zwischennutzugn{chr(97 + number)}" for number in range(20)),
}
"""What nobody should type and somebody will."""


@dataclass(frozen=True)
class Question:
    text: str
    sort: str = RELEVANCE
    filters: dict[str, tuple[str, ...]] = field(default_factory=dict)
    ranges: dict[str, Range] = field(default_factory=dict)


def entries(count: int, seed: int = 1) -> Iterator[Document]:
    """About 95 words each; one in ten is for members of an organisation only."""
    dice = random.Random(seed)
    for number in range(1, count + 1):
        yield entry(number, dice)


def entry(number: int, dice: random.Random, version: int = 1) -> Document:
    body = " ".join([*dice.choices(stretches(), k=2), invented(dice), invented(dice)])
    return Document(
        id=number,
        version=version,
        kind="case_study",
        title=" ".join([*dice.choices(words_between(0.0005, 1.0), k=2), invented(dice)]),
        url=f"/praxisbeispiele/{number}",
        date=datetime(2026, 1, 1, tzinfo=UTC) - timedelta(hours=number),
        texts=(("body", body),),
        fields={
            "thema": tuple(dice.sample([f"thema-{n}" for n in range(12)], 2)),
            "land": (dice.choice(LANDS),),
            "groesse": (dice.choice(SIZES),),
        },
        numbers={"kosten": dice.randrange(100_000_00)} if number % 4 else {},
        readers=PUBLIC if number % 10 else ("members", "org:1"),
    )


@cache
def stretches() -> list[str]:
    found = []
    for document in law().documents:
        words = document.texts[0][1].split()
        found += [" ".join(words[at : at + STRETCH]) for at in range(0, len(words), STRETCH)]
    return [one for one in found if len(one) > STRETCH * 4]


@cache
def words_between(least: float, most: float) -> list[str]:
    """Nouns of six letters and more that stand in such a share of the stretches."""
    counts = Counter(word for text in stretches() for word in set(all_words(text)))
    bounds = least * len(stretches()), most * len(stretches())
    nouns = (word for word, count in counts.items() if bounds[0] <= count <= bounds[1])
    return sorted(word for word in nouns if len(word) > 5 and word.isalpha() and word[0].isupper())


@cache
def _parts() -> list[str]:
    lines = (DATA / "parts.txt").read_text().splitlines()
    return [line.split()[0] for line in lines if line][::7]


def invented(dice: random.Random) -> str:
    return (dice.choice(_parts()) + dice.choice(_parts())).capitalize()


FULL = "volle Frage: Überschriften"
COMMON = "ein häufiges Wort"


def questions(dice: random.Random) -> dict[str, list[Question]]:
    """By kind; each asks for 20 hits with extracts and the counts of three facets."""
    headings = [asked.text for asked in law().queries]
    dice.shuffle(headings)
    filters = {"thema": ("thema-1", "thema-2"), "land": ("NW",)}
    costs = {"kosten": Range(high=20_000_00)}
    return {
        FULL: [Question(text) for text in headings],
        COMMON: [Question(word) for word in _shuffled(words_between(0.03, 0.3), dice)],
        "ein seltenes Wort": [Question(word) for word in _shuffled(words_between(0.0001, 0.0004), dice)],
        "alle Wörter, nach Datum": [Question(text, DATE) for text in headings],
        "mit Filtern und Kosten": [Question(text, filters=filters, ranges=costs) for text in headings],
        "ohne Text, nach Datum": [Question("")],
    }


def typed(dice: random.Random) -> dict[str, list[str]]:
    """What only we answer: typos, and the first letters of a word."""
    words = _shuffled(words_between(0.0005, 0.05), dice)
    return {
        "Tippfehler": [misspelt(word, dice) for word in words],
        "Vorschläge": [word[: dice.randint(2, 6)] for word in words],
    }


def misspelt(word: str, dice: random.Random) -> str:
    at = dice.randrange(1, len(word) - 1)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def _shuffled(words: list[str], dice: random.Random) -> list[str]:
    several = list(words)
    dice.shuffle(several)
    return several[:400]
