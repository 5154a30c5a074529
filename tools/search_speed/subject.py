"""What is measured: an engine with its index, to be asked from any process."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tools.search_speed.corpus import Question

Ask = Callable[[Question], object]


@dataclass(frozen=True)
class Subject:
    """open, open_to_write: called in the process that asks or writes; a writer takes the number of a change.

    server_cpu: seconds of computing so far outside the asking process.
    per_cpu_second: entries taken in; first_per_cpu_second: when nothing is kept of an index before.
    """

    name: str
    open: Callable[[], Ask]
    open_to_write: Callable[[], Callable[[int], None]]
    megabytes: float
    per_cpu_second: float
    server_cpu: Callable[[], float] = float
    first_per_cpu_second: float = 0.0


def measure(tasks: list[Callable[[], object]], server_cpu: Callable[[], float] = float) -> dict[str, float]:
    """p50, p95: milliseconds on the clock.  own_p50, own_p95: of computing in this process.  cpu: of all computing."""
    tasks[0]()
    clock, own = [], []
    served = server_cpu()
    for task in tasks:
        began, computing = time.perf_counter(), time.process_time()
        task()
        clock.append((time.perf_counter() - began) * 1000)
        own.append((time.process_time() - computing) * 1000)
    print(".", end="", flush=True)
    cpu = (sum(own) + (server_cpu() - served) * 1000) / len(tasks)
    return {
        "p50": part(clock, 0.5),
        "p95": part(clock, 0.95),
        "own_p50": part(own, 0.5),
        "own_p95": part(own, 0.95),
        "cpu": round(cpu, 2),
    }


def part(values: list[float], share: float) -> float:
    return round(sorted(values)[min(len(values) - 1, int(len(values) * share))], 2)


def megabytes(root: Path) -> float:
    return round(sum(file.stat().st_size for file in root.rglob("*") if file.is_file()) / 1e6, 1)
