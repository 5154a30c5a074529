"""How soon is a change found? `python -m tools.bench_freshness`: a worker beside, 60 changes, one after the other.

From the end of the commit to the first answer that contains the change. Prints the median and the 95th percentile and
writes instance/bench/freshness.json; the target is 1 s at the 95th percentile.
"""

import json
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from app import create_app
from app.core.events import SubjectChanged
from app.core.subjects import Subject
from app.core.transaction import touch, transaction
from app.extensions import db
from app.search.engines.interface import IndexBroken, SearchRequest
from app.search.service import engine
from config import ROOT, Settings
from tools.crash_search import KIND, prepare

ROUNDS = 60
TARGET_SECONDS, PATIENCE = 1.0, 20.0


def change(number: int, word: str) -> None:
    with transaction() as tx:
        subject = db.session.get_one(Subject, number)
        subject.title = word
        touch(subject)
        tx.publish(SubjectChanged(kind=KIND, id=number))


def seconds_until(word: str) -> float:
    began = time.monotonic()
    while time.monotonic() - began < PATIENCE:
        try:
            if engine().search(SearchRequest(word, ("public",), per_page=1)).total:
                break
        except IndexBroken:
            pass
        time.sleep(0.005)
    return time.monotonic() - began


def measure() -> list[float]:
    found = []
    for number in range(1, ROUNDS + 1):
        word = f"Zeichen{number:04d}x"
        change(number, word)
        found.append(seconds_until(word))
    return sorted(found)


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="ortskern-fresh-") as place:
        values = {**os.environ, "INSTANCE_PATH": place, "SECRET_KEY": "only-for-benches-" + "x" * 32}
        app = create_app(Settings.from_environment(values))
        with app.app_context():
            prepare(0)
            worker = subprocess.Popen([sys.executable, "-m", "flask", "--app", "wsgi", "jobs", "run"], env=values)
            try:
                change(1, "Anlauf")
                seconds_until("Anlauf")
                found = measure()
            finally:
                worker.send_signal(signal.SIGTERM)
                worker.wait()
    report(found)


def report(found: list[float]) -> None:
    figures = {"median_s": round(statistics.median(found), 3), "p95_s": round(found[int(len(found) * 0.95)], 3)}
    folder: Path = ROOT / "instance" / "bench"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "freshness.json").write_text(json.dumps({**figures, "target_p95_s": TARGET_SECONDS}, indent=1))
    sys.stdout.write(f"change visible after {figures['median_s']} s (median), {figures['p95_s']} s (p95)\n")


if __name__ == "__main__":
    main()
