"""Measure how well search ranks: `python -m tools.bench_relevance` (or `make bench-relevance`).

Prints our figures beside those of plain engines on the same queries, what typing costs, and what each step of the
analysis gains; writes instance/bench/relevance.json. --sealed: also the sealed parts of our own queries, which nobody
tunes on. --quick: ours alone, without the steps. --record: note our values as those that must not drop.
"""

import argparse
import json
import os
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from config import ROOT
from tools.relevance import sets, steps
from tools.relevance.figures import CLEAN, TYPINGS, Figures, measure
from tools.relevance.measures import ratio_interval
from tools.relevance.ours import ours
from tools.relevance.rivals import RIVALS
from tools.relevance.sets import QuerySet

OURS = "Ortskern"
RECORDED = sets.FOLDER / "recorded.json"
BARS = {"law × best": 1.10, "law typo": 0.95, "law ae": 0.98, "law a": 0.98, "own": 0.85}


def all_sets(sealed: bool) -> dict[str, list[QuerySet]]:
    found = {"law": [sets.law()], "xquad": [sets.xquad()], "links": [sets.links()]}
    found |= {file: list(sets.own(file)) for file in ("own", "own_third")}
    return {**found, **{file: list(sets.own(file)) for file in sets.SEALED}} if sealed else found


def engines(chosen: dict[str, list[QuerySet]], quick: bool) -> Iterator[tuple[str, str, str, Figures]]:
    """(engine, set, typing, figures); others are only typed at on the law."""
    for name, made in {OURS: ours, **({} if quick else RIVALS)}.items():
        for label, several in chosen.items():
            with ExitStack() as stack:
                ready = [(one, stack.enter_context(made(one.documents))) for one in several]
                for typing in TYPINGS if name == OURS else (CLEAN,):
                    yield name, label, typing, measure(ready, typing)


def best_other(found: dict[tuple[str, str, str], Figures], label: str) -> str:
    return max(RIVALS, key=lambda name: found[name, label, CLEAN].ndcg)


def print_sets(found: dict[tuple[str, str, str], Figures]) -> None:
    print(f"{'Sammlung':12}{'Suche':24}{'nDCG@10':>9}{'MRR@10':>9}{'recall@10':>11}")
    for (name, label, typing), one in found.items():
        if typing == CLEAN:
            print(f"{label:12}{name:24}{one.ndcg:9.3f}{one.mrr:9.3f}{one.recall:11.3f}")


def print_typing(found: dict[tuple[str, str, str], Figures], labels: list[str]) -> None:
    print(f"\n{'nDCG@10':12}" + "".join(f"{typing:>18}" for typing in TYPINGS))
    for label in labels:
        clean = found[OURS, label, CLEAN].ndcg
        cells = (found[OURS, label, typing].ndcg for typing in TYPINGS)
        print(f"{label:12}" + "".join(f"{value:9.3f} ({value / clean:4.0%}) " for value in cells))


def print_ratios(found: dict[tuple[str, str, str], Figures], labels: list[str]) -> dict[str, list[float]]:
    print("\nVerhältnis zur besten anderen Suche (95 % durch paarweises Ziehen)")
    ratios = {}
    for label in labels:
        other = best_other(found, label)
        mine, theirs = found[OURS, label, CLEAN], found[other, label, CLEAN]
        low, high = ratio_interval(mine.gains, theirs.gains)
        ratios[label] = [mine.ndcg / theirs.ndcg, low, high]
        print(f"{label:12}{mine.ndcg / theirs.ndcg:6.3f}  [{low:.3f}, {high:.3f}]  {other}")
    return ratios


def print_steps(chosen: dict[str, list[QuerySet]]) -> dict[str, dict[str, float]]:
    picked = {label: chosen[label] for label in ("law", "links", "own", "own_third")}
    head = "".join(f"{label:>9}" for label in picked)
    print(f"\n{'Schritt (nDCG@10)':34}{head}{'ms/Text':>9}{'ms/Frage':>10}")
    found = {}
    for name, figures, writing, asking in steps.rows(picked):
        values = {label: round(one.ndcg, 4) for label, one in figures.items()}
        found[name] = {**values, "document_ms": round(writing, 2), "query_ms": round(asking, 2)}
        print(
            f"{name:34}" + "".join(f"{v:9.3f}" for v in values.values()) + f"{writing:9.2f}{asking:10.2f}", flush=True
        )
    return found


def record(found: dict[tuple[str, str, str], Figures]) -> None:
    """Only what is not sealed."""
    values = {f"{label}, {typing}": round(one.ndcg, 4) for (name, label, typing), one in found.items() if name == OURS}
    kept = {name: value for name, value in values.items() if not name.startswith(sets.SEALED)}
    RECORDED.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    for option in ("--sealed", "--quick", "--record"):
        parser.add_argument(option, action="store_true")
    asked = parser.parse_args()
    chosen = all_sets(asked.sealed)
    found = {(name, label, typing): one for name, label, typing, one in engines(chosen, asked.quick)}
    print_sets(found)
    print_typing(found, list(chosen))
    report: dict[str, object] = {} if asked.quick else {"ratios": print_ratios(found, list(chosen))}
    if not asked.quick:
        report["steps"] = print_steps(chosen)
    if asked.record:
        record(found)
    rows = [
        {"engine": name, "set": label, "typed": typing, "ndcg": one.ndcg, "mrr": one.mrr, "recall": one.recall}
        for (name, label, typing), one in found.items()
    ]
    path = Path(os.environ.get("INSTANCE_PATH") or ROOT / "instance") / "bench" / "relevance.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"bars": BARS, "values": rows, **report}, ensure_ascii=False, indent=1) + "\n")


if __name__ == "__main__":
    main()
