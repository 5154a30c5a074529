"""What search adds to the memory of a web worker: the same application without an engine, and after many questions.

`python -m tools.search_speed.memory PLACE` is one such worker; without PLACE it has no engine.
"""

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import Any

from app import create_app
from app.search import service
from app.search.engines.interface import Range
from app.search.suggestions import suggest
from config import ROOT, Settings
from tools.search_speed.corpus import PUBLIC, Question
from tools.search_speed.ours import ask, opened

QUESTIONS = 200


def added_by_search(root: Path, questions: dict[str, list[Question]], starts: list[str]) -> dict[str, float]:
    """Megabytes. own: of this process alone.  pss: with the pages of mapped files, which the system may drop."""
    some = [asdict(question) for several in questions.values() for question in several[:QUESTIONS]]
    bare, searching = _worker([], []), _worker(some, starts[:QUESTIONS], str(root))
    return {name: round(searching[name] - bare[name], 1) for name in bare}


def _worker(questions: list[dict[str, Any]], starts: list[str], *place: str) -> dict[str, float]:
    command = [sys.executable, "-m", "tools.search_speed.memory", *place]
    asked = json.dumps({"questions": questions, "starts": starts})
    done = subprocess.run(command, cwd=ROOT, input=asked, stdout=subprocess.PIPE, text=True, check=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def _life(place: str | None) -> dict[str, float]:
    if place is None:
        service.make_engine = lambda _: None  # type: ignore[assignment,return-value]
    with tempfile.TemporaryDirectory() as folder:
        values = {**os.environ, "INSTANCE_PATH": folder, "SECRET_KEY": "only-for-measuring-" + "x" * 32}
        app = create_app(Settings.from_environment(values))
        app.test_client().get("/gibt-es-nicht")
        if place is not None:
            _search(Path(place), json.load(sys.stdin))
        return _megabytes()


def _search(root: Path, asked: dict[str, Any]) -> None:
    """Asks as ours.ask does, without the texts of the corpus in memory."""
    engine = opened(os.environ.get("SEARCH_ENGINE", "tantivy"), root)
    for one in asked["questions"]:
        ranges = {name: Range(**values) for name, values in one["ranges"].items()}
        filters = {name: tuple(values) for name, values in one["filters"].items()}
        ask(engine, Question(one["text"], one["sort"], filters, ranges))
    for text in asked["starts"]:
        suggest(text, engine, PUBLIC)


def _megabytes() -> dict[str, float]:
    lines = (line.split() for line in Path("/proc/self/smaps_rollup").read_text().splitlines()[1:])
    found = {line[0]: int(line[1]) / 1024 for line in lines}
    return {"own": found["Anonymous:"], "pss": found["Pss:"]}


if __name__ == "__main__":
    print(json.dumps(_life(next(iter(sys.argv[1:]), None))))
