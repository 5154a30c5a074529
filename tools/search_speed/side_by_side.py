"""Eight readers and one writer at once, each in a process of its own, as behind gunicorn."""

import multiprocessing
import time
from multiprocessing.queues import Queue
from typing import Any

from tools.search_speed.corpus import Question
from tools.search_speed.subject import Subject, part

READERS = 8
PAUSE = 0.25
_PROCESSES = multiprocessing.get_context("fork")


def run(subject: Subject, questions: list[Question], seconds: float) -> dict[str, float]:
    """p50, p95: milliseconds on the clock; per_second: answers of all readers; cpu: milliseconds for each, all told."""
    told: Queue[Any] = _PROCESSES.Queue()
    served = subject.server_cpu()
    readers = [
        _PROCESSES.Process(target=_read, args=(subject, questions[at::READERS], seconds, told)) for at in range(READERS)
    ]
    writer = _PROCESSES.Process(target=_write, args=(subject, seconds, told))
    for one in (*readers, writer):
        one.start()
    answers = [told.get(timeout=seconds * 20 + 120) for _ in range(READERS + 1)]
    for one in (*readers, writer):
        one.join()
    times = [value for values, _ in answers for value in values]
    cpu = sum(computing for _, computing in answers) + subject.server_cpu() - served
    return {
        "p50": part(times, 0.5),
        "p95": part(times, 0.95),
        "per_second": round(len(times) / seconds, 1),
        "cpu": round(cpu * 1000 / len(times), 2),
    }


def _read(subject: Subject, questions: list[Question], seconds: float, told: "Queue[Any]") -> None:
    ask, times, at = subject.open(), list[float](), 0
    end, computing = time.monotonic() + seconds, time.process_time()
    while time.monotonic() < end:
        began = time.perf_counter()
        ask(questions[at % len(questions)])
        times.append((time.perf_counter() - began) * 1000)
        at += 1
    told.put((times, time.process_time() - computing))


def _write(subject: Subject, seconds: float, told: "Queue[Any]") -> None:
    write, number = subject.open_to_write(), 0
    end, computing = time.monotonic() + seconds, time.process_time()
    while time.monotonic() < end:
        number += 7
        write(number)
        time.sleep(PAUSE)
    told.put(([], time.process_time() - computing))
