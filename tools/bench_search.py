"""Measure search over 10,000 generated entries (`make bench-search`): `python -m tools.bench_search [--entries N]`.

A full query asks for 20 hits with extracts and the counts of three facets, as the page does. Prints a table and
writes instance/bench/search.json; the target is 100 ms at the 95th percentile on two cores. SEARCH_ENGINE=whoosh
measures the second engine.
"""

import argparse
import json
import os
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from importlib import import_module
from pathlib import Path

from app.core.documents import Document
from app.search.analysis.compounds import part_list
from app.search.analysis.wordlist import DATA
from app.search.engines.interface import Engine, Range, SearchRequest
from app.search.query import parse
from app.search.service import ENGINES
from app.search.spelling import corrected
from app.search.suggestions import suggest
from config import ROOT

ENTRIES = 10_000
ROUNDS = 120
TARGET_MS = 100.0
_OURS_TEXT = """
Leerstand Leerstandsmanagement leerstehende Läden Ladenlokal Zwischennutzung Innenstadt Innenstadtbelebung Markt
Wochenmarkt Feierabendmarkt Städtebauförderung Förderprogramm Bürgerbeteiligung Eigentümer Schaufenster Begrünung
Aufenthaltsqualität Fußgängerzone Parkraum Gutschein Nahversorgung Barrierefreiheit Gründerzentrum
"""
OURS = _OURS_TEXT.split()
_COMMON_TEXT = "die Stadt hat mit dem Handel und den Menschen vor Ort ein Konzept für das Zentrum gemacht"
COMMON = _COMMON_TEXT.split()
PUBLIC = ("public",)


def entries(count: int, dice: random.Random) -> Iterator[Document]:
    """Entries of 40 to 200 words: everyday ones, ours, and rare ones that each entry has for itself."""
    rare = [line.split()[0] for line in (DATA / "parts.txt").read_text().splitlines() if line][::7]
    for number in range(1, count + 1):
        body = dice.choices(COMMON, k=dice.randint(20, 110)) + dice.choices(OURS, k=12) + dice.choices(rare, k=40)
        dice.shuffle(body)
        yield Document(
            id=number,
            version=1,
            kind="case_study",
            title=f"{dice.choice(OURS)} {dice.choice(rare).capitalize()}",
            url=f"/praxisbeispiele/{number}",
            date=datetime(2026, 1, 1, tzinfo=UTC) - timedelta(hours=number),
            texts=(("body", " ".join(body)),),
            fields={
                "thema": tuple(dice.sample([f"thema-{n}" for n in range(12)], 2)),
                "land": (dice.choice(["NW", "BY", "SN", "HE", "TH", "SH"]),),
                "groesse": (dice.choice(["unter-5000", "5000-20000", "20000-50000"]),),
            },
            numbers={"kosten": dice.randrange(100_000_00)} if number % 4 else {},
            readers=PUBLIC if number % 10 else ("org:1",),
        )


def ask(engine: Engine, text: str, **changes: object) -> None:
    values = {"facets": ("thema", "land", "groesse"), "highlight": True, "loose": 5, **changes}
    engine.search(SearchRequest(text, PUBLIC, **values))  # type: ignore[arg-type]


def tasks(engine: Engine, dice: random.Random) -> dict[str, Callable[[], object]]:
    rare = [line.split()[0] for line in (DATA / "parts.txt").read_text().splitlines() if line][::7]
    filters = {"thema": ("thema-1", "thema-2"), "land": ("NW",)}
    costs = {"kosten": Range(high=20_000_00)}
    return {
        "ein häufiges Wort": lambda: ask(engine, dice.choice(OURS)),
        "ein seltenes Wort": lambda: ask(engine, dice.choice(rare)),
        "drei Wörter": lambda: ask(engine, " ".join(dice.sample(OURS, 3))),
        "drei Wörter, alle, nach Datum": lambda: ask(engine, " ".join(dice.sample(OURS, 3)), sort="datum"),
        "mit Filtern und Kosten": lambda: ask(engine, dice.choice(OURS), filters=filters, ranges=costs),
        "ohne Text, nach Datum": lambda: ask(engine, ""),
        "mit Tippfehler": lambda: ask(engine, misspelt(dice.choice(OURS), dice)),
        "Meinten Sie": lambda: mean(engine, misspelt(dice.choice(OURS), dice)),
        "Vorschläge beim Tippen": lambda: suggest(dice.choice(OURS)[:4], engine, PUBLIC),
    }


def mean(engine: Engine, text: str) -> str | None:
    return corrected(text, parse(text), engine, PUBLIC)


def misspelt(word: str, dice: random.Random) -> str:
    at = dice.randrange(1, len(word) - 1)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def measure(task: Callable[[], object]) -> dict[str, float]:
    """p50, p95: milliseconds on the clock; cpu: milliseconds of computing per request."""
    times = []
    began = time.process_time()
    for _ in range(ROUNDS):
        start = time.perf_counter()
        task()
        times.append((time.perf_counter() - start) * 1000)
    cpu = (time.process_time() - began) * 1000 / ROUNDS
    times.sort()
    return {"p50": round(times[ROUNDS // 2], 2), "p95": round(times[int(ROUNDS * 0.95)], 2), "cpu": round(cpu, 2)}


def build(name: str, root: Path, number: int) -> tuple[Engine, dict[str, float]]:
    module, kind = ENGINES[name].split(":")
    engine: Engine = getattr(import_module(module), kind)(root)
    part_list().load()
    documents = list(entries(number, random.Random(1)))
    began, computing = time.perf_counter(), time.process_time()
    engine.rebuild(documents)
    seconds, computing = time.perf_counter() - began, time.process_time() - computing
    megabytes = sum(file.stat().st_size for file in root.rglob("*") if file.is_file()) / 1e6
    return engine, {
        "build_seconds": round(seconds, 1),
        "per_cpu_second": round(number / computing),
        "megabytes": round(megabytes, 1),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description="Suche messen")
    parser.add_argument("--entries", type=int, default=ENTRIES, help="Zahl der erzeugten Einträge")
    number = parser.parse_args().entries
    name = os.environ.get("SEARCH_ENGINE", "tantivy")
    with tempfile.TemporaryDirectory() as folder:
        print(f"{number} Einträge werden aufgenommen ({name}) …", flush=True)
        engine, built = build(name, Path(folder) / "search", number)
        print(f"aufgenommen in {built['build_seconds']} s, {built['per_cpu_second']} je CPU-Sekunde", end="")
        print(f", {built['megabytes']} MB\n")
        rows = {label: measure(task) for label, task in tasks(engine, random.Random(2)).items()}
    print(f"{'Frage':34}{'p50 ms':>9}{'p95 ms':>9}{'CPU ms':>9}")
    for label, row in rows.items():
        print(f"{label:34}{row['p50']:9.1f}{row['p95']:9.1f}{row['cpu']:9.1f}")
    worst = max(row["p95"] for row in rows.values())
    print(f"\nLangsamstes p95: {worst:.1f} ms, Ziel: höchstens {TARGET_MS:.0f} ms")
    record = {"engine": name, "entries": number, **built, "target_p95_ms": TARGET_MS, "met": worst <= TARGET_MS}
    path = Path(os.environ.get("INSTANCE_PATH") or ROOT / "instance") / "bench" / "search.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({**record, "queries": rows}, ensure_ascii=False, indent=2))


if __name__ == "__main__":
    main()
