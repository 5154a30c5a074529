"""The table and the file: every figure beside the floor of the same run and the target it should meet."""

import json
import os
import platform
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from tools.bench.client import Figures


@dataclass(frozen=True)
class Target:
    """What a row should reach; None where we set none.

    cpu_ms: at most. share_of_bare: of the requests that bare Flask answers in the same CPU time, at least.
    share_of_floor: the same of the Flask-and-Jinja page. per_second: at least.
    """

    cpu_ms: float | None = None
    share_of_bare: float | None = None
    share_of_floor: float | None = None
    per_second: float | None = None


@dataclass(frozen=True)
class Row:
    name: str
    figures: Figures
    target: Target = Target()


def as_record(row: Row, bare: Figures, floor: Figures) -> dict[str, object]:
    figures = row.figures
    reached = {
        "cpu_ms": figures.cpu_ms,
        "share_of_bare": bare.cpu_ms / figures.cpu_ms,
        "share_of_floor": floor.cpu_ms / figures.cpu_ms,
        "per_second": figures.per_second,
    }
    target = {name: value for name, value in asdict(row.target).items() if value is not None}
    met = all(reached[name] <= value if name == "cpu_ms" else reached[name] >= value for name, value in target.items())
    return {
        "page": row.name,
        **{name: round(value, 3) for name, value in reached.items()},
        "times_bare_cpu": round(figures.cpu_ms / bare.cpu_ms, 2),
        "bytes": figures.size,
        "times_floor_cpu": round(figures.cpu_ms / floor.cpu_ms, 2),
        "target": target,
        "met": met,
    }


def print_table(records: list[dict]) -> None:
    print(f"\n{'Seite':34}{'CPU ms':>8}{'× nackt':>9}{'× Boden':>9}{'je s':>8}{'kB':>7}  Ziel")
    for each in records:
        print(
            f"{each['page']:34}{each['cpu_ms']:8.2f}{each['times_bare_cpu']:9.1f}{each['times_floor_cpu']:9.2f}"
            f"{each['per_second']:8.0f}{each['bytes'] / 1000:7.1f}  {words_for(each)}"
        )


def words_for(record: dict) -> str:
    patterns = {
        "cpu_ms": "≤ {} ms",
        "share_of_bare": "≥ {:.0%} von nacktem Flask",
        "share_of_floor": "≥ {:.0%} des Bodens",
        "per_second": "≥ {}/s",
    }
    words = [patterns[name].format(value) for name, value in record["target"].items()]
    return ", ".join(words) + (" · erreicht" if record["met"] else " · verfehlt") if words else ""


def write_file(records: list[dict], facts: Mapping[str, object], path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    machine = {"python": platform.python_version(), "cores": os.cpu_count(), "at": datetime.now(UTC).isoformat()}
    path.write_text(json.dumps({**machine, **facts, "pages": records}, indent=1, ensure_ascii=False) + "\n")
