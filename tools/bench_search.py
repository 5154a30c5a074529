"""Measure search beside PostgreSQL and Whoosh: `make bench-search`, or `python -m tools.bench_search --entries N …`.

A full question asks for 20 hits with extracts and the counts of three facets, as the page does; all engines hold the
same generated entries (tools/search_speed/corpus.py). Then eight readers and a writer at once, what search adds to the
memory of a web worker, and the bars. Writes instance/bench/search.json. A short run: --entries 2000 --rounds 30
--seconds 2. Both sizes: --entries 10000 100000. On a busy machine trust the columns of computing time. Headings that
are not measured are asked before: a worker that has just started is slower for its first questions.
"""

import argparse
import json
import os
import random
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from app.search.engines.interface import Engine
from app.search.query import parse
from app.search.spelling import corrected
from app.search.suggestions import suggest
from config import ROOT
from tools.search_speed import corpus, ours, plain_whoosh, postgresql, side_by_side
from tools.search_speed.bars import print_bars
from tools.search_speed.corpus import PUBLIC, Question
from tools.search_speed.memory import added_by_search
from tools.search_speed.subject import Subject, measure

ENTRIES, ROUNDS, SECONDS = [10_000], 200, 6.0
ENGINES = ("Ortskern", "PostgreSQL", "Whoosh")
WHOOSH_AT_MOST = 10_000
"""It takes minutes to take in more."""


@contextmanager
def subject(name: str, count: int, folder: Path, engine: str) -> Iterator[Subject]:
    if name == "PostgreSQL":
        with postgresql.build(count) as made:
            yield made
    else:
        place = folder / f"{name}-{count}"
        yield plain_whoosh.build(count, place) if name == "Whoosh" else ours.build(engine, count, place)


def figures(made: Subject, chosen: argparse.Namespace) -> dict[str, Any]:
    ask, dice = made.open(), random.Random(2)
    questions = corpus.questions(dice)
    for other in questions[corpus.FULL][chosen.rounds :]:
        ask(other)
    rows = {
        label: measure([partial(ask, one) for one in several[: chosen.rounds] * _times(several)], made.server_cpu)
        for label, several in questions.items()
    }
    parallel = side_by_side.run(made, questions[corpus.FULL], chosen.seconds)
    facts = {"megabytes": made.megabytes, "per_cpu_second": made.per_cpu_second}
    facts["first_per_cpu_second"] = made.first_per_cpu_second or made.per_cpu_second
    return {**facts, "questions": rows, "eight_readers_one_writer": parallel}


def _times(several: list[Question]) -> int:
    return 20 if len(several) == 1 else 1


def only_ours(engine: Engine, rounds: int) -> dict[str, Any]:
    """What the others have nothing to compare with."""
    typed = corpus.typed(random.Random(2))
    words = typed["Tippfehler"][:rounds]
    tasks: dict[str, list[Callable[[], object]]] = {
        "mit Tippfehler": [partial(ours.ask, engine, Question(word)) for word in words],
        "Meinten Sie": [partial(corrected, word, parse(word), engine, PUBLIC) for word in words],
        "Vorschläge beim Tippen": [partial(suggest, start, engine, PUBLIC) for start in typed["Vorschläge"][:rounds]],
    }
    for name, text in corpus.BAD.items():
        tasks[f"schlecht: {name}"] = [partial(ours.ask, engine, Question(text))] * 7
    return {label: measure(several) for label, several in tasks.items()}


def print_rows(name: str, count: int, found: dict[str, Any]) -> None:
    speed = f"{found['per_cpu_second']} je CPU-Sekunde aufgenommen (zum ersten Mal {found['first_per_cpu_second']})"
    print(f"\n{name}, {count} Einträge: {speed}, {found['megabytes']} MB")
    print(f"{'Frage':40}{'p50 ms':>9}{'p95 ms':>9}{'CPU ms':>9}{'CPU p50':>9}{'CPU p95':>9}")
    for label, row in {**found["questions"], **found.get("only_ours", {})}.items():
        print(
            f"{label:40}{row['p50']:9.1f}{row['p95']:9.1f}{row['cpu']:9.1f}{row['own_p50']:9.1f}{row['own_p95']:9.1f}"
        )
    row = found["eight_readers_one_writer"]
    print(f"{'acht lesen, einer schreibt':40}{row['p50']:9.1f}{row['p95']:9.1f}{row['cpu']:9.1f}", end="")
    print(f"   {row['per_second']} Antworten je Sekunde", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description="Suche messen")
    parser.add_argument("--entries", type=int, nargs="+", default=ENTRIES, help="wie viele Einträge, mehrere Zahlen")
    parser.add_argument("--only", nargs="+", choices=ENGINES, help="nur diese Suchen; dann ohne Latten")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="Fragen je Art")
    parser.add_argument("--seconds", type=float, default=SECONDS, help="so lange lesen acht zugleich")
    parser.add_argument("--whoosh-at-most", type=int, default=WHOOSH_AT_MOST, help="darüber ohne Whoosh")
    chosen = parser.parse_args()
    engine = os.environ.get("SEARCH_ENGINE", "tantivy")
    record: dict[str, Any] = {"engine": engine, "sizes": {}}
    with tempfile.TemporaryDirectory(prefix="ortskern-bench-") as folder:
        for count in chosen.entries:
            record["sizes"][str(count)] = measured(count, chosen, Path(folder), engine)
    record["bars"] = [] if chosen.only else print_bars(record["sizes"])
    path = Path(os.environ.get("INSTANCE_PATH") or ROOT / "instance") / "bench" / "search.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(record, ensure_ascii=False, indent=2))


def measured(count: int, chosen: argparse.Namespace, folder: Path, engine: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name in chosen.only or ENGINES:
        if name == "Whoosh" and count > chosen.whoosh_at_most:
            continue
        print(f"{count} Einträge: {name} …", flush=True)
        with subject(name, count, folder, engine) as made:
            found[name] = figures(made, chosen)
            if name == "Ortskern":
                place = folder / f"{name}-{count}"
                found[name]["only_ours"] = only_ours(ours.opened(engine, place), chosen.rounds)
                dice = random.Random(2)
                found[name]["memory"] = added_by_search(place, corpus.questions(dice), corpus.typed(dice)["Vorschläge"])
        print_rows(name, count, found[name])
    return found


if __name__ == "__main__":
    main()
