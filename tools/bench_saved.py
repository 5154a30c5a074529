"""Measure saved searches: `python -m tools.bench_saved` (or `make bench-saved`).

2,000 searches of one to three words, some with filters, against 200 generated entries. Times are computing time of
one process; the target is 10 ms for one entry. Prints a table and writes instance/bench/saved.json.
"""

import json
import os
import random
import time
from datetime import UTC, datetime
from pathlib import Path

from app.core.documents import Document
from app.search.analysis.wordlist import DATA
from app.search.engines.interface import DATE, SearchRequest
from app.search.saved.watching import WatchMap, fits, terms_of, watch
from config import ROOT

SEARCHES, ENTRIES, TARGET_MS = 2_000, 200, 10.0
TOPICS = [f"thema-{number}" for number in range(12)]
PUBLIC = ("public",)


def field_words() -> list[str]:
    """Single words of our field, from the word list of the search."""
    lines = (DATA / "synonyms.csv").read_text("utf-8").splitlines()[1:]
    terms = [term for line in lines for term in line.split(";")[1].split(" | ")]
    return [term for term in terms if " " not in term]


OURS = field_words()
OFTEN = [1 / rank for rank in range(1, len(OURS) + 1)]
"""A few words are in everybody's mouth, most are rare (Zipf)."""


def entry(number: int, dice: random.Random, rare: list[str]) -> Document:
    """75 to 215 words: 25 of our field, the others from the dictionary."""
    body = dice.choices(OURS, OFTEN, k=25) + dice.choices(rare, k=dice.randint(50, 190))
    dice.shuffle(body)
    return Document(
        id=number,
        version=1,
        kind="case_study",
        title=" ".join(dice.choices(OURS, OFTEN, k=2)),
        url="",
        date=datetime(2026, 1, 1, tzinfo=UTC),
        texts=(("body", " ".join(body)),),
        fields={"thema": tuple(dice.sample(TOPICS, 2))},
    )


def request(dice: random.Random, rare: list[str]) -> SearchRequest:
    ours = dice.choices(OURS, OFTEN, k=3)
    words = [word if dice.random() < 0.7 else dice.choice(rare) for word in ours[: dice.randint(1, 3)]]
    filters = {"thema": (dice.choice(TOPICS),)} if dice.random() < 0.3 else {}
    return SearchRequest(" ".join(words), PUBLIC, filters=filters, sort=DATE)


def per_entry(work, documents: list) -> float:  # type: ignore[no-untyped-def]
    """Milliseconds of computing for one entry."""
    began = time.process_time()
    for document in documents:
        work(document)
    return round((time.process_time() - began) * 1000 / len(documents), 3)


def main() -> None:
    dice = random.Random(7)
    rare = [line.split()[0] for line in (DATA / "parts.txt").read_text().splitlines() if line][::23]
    documents = [entry(number, dice, rare) for number in range(ENTRIES)]
    watches = [watch(number, request(dice, rare)) for number in range(SEARCHES)]
    began = time.process_time()
    found = WatchMap(watches)
    built = round((time.process_time() - began) * 1000, 1)
    for document in documents:
        terms_of(document)
    ready = [terms_of(document) for document in documents]
    rows = {
        "Wörter des Eintrags": per_entry(terms_of, documents),
        "über die Karte": per_entry(found.fitting_terms, ready),
        "beides zusammen": per_entry(found.fitting, documents),
        "jede Suche einzeln": per_entry(lambda terms: [one for one in watches if fits(one, terms)], ready),
    }
    report(rows, built, sum(len(found.fitting_terms(terms)) for terms in ready) / len(ready))


def report(rows: dict[str, float], built: float, hits: float) -> None:
    print(f"{SEARCHES} gemerkte Suchen je neuem Eintrag, Rechenzeit in ms (Ziel: höchstens {TARGET_MS:.0f})")
    for name, value in rows.items():
        print(f"  {name:<22}{value:>8.3f}")
    print(f"  Karte aufbauen einmal {built:>8.1f}; im Mittel passen {hits:.1f} Suchen auf einen Eintrag")
    folder = Path(os.environ.get("INSTANCE_PATH") or ROOT / "instance") / "bench"
    folder.mkdir(parents=True, exist_ok=True)
    values = {"searches": SEARCHES, "ms_per_entry": rows, "build_ms": built, "fitting": hits, "target_ms": TARGET_MS}
    (folder / "saved.json").write_text(json.dumps(values, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
