"""Kill the indexer again and again, and look whether anything is lost: `python -m tools.crash_search --rounds 200`.

Each round starts a process that changes entries, takes them into the index and builds the index anew, in random order
without a pause, and kills it (SIGKILL) at a random moment: in the middle of writing, of building, of switching. Then a
fresh process takes in what waits and compares index and database, entry by entry. Anything missing, outdated,
superfluous or doubled ends the run with 1. SEARCH_ENGINE and DATABASE_URL are as in the application.
"""

import argparse
import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import func, select

from app import create_app
from app.core import clock
from app.core.events import SubjectChanged, SubjectPublished, SubjectRemoved
from app.core.identifiers import public_id
from app.core.subjects import Subject
from app.core.transaction import touch, transaction
from app.extensions import db
from app.practices.models import Practice
from app.search import indexing
from app.search.documents import all_documents
from app.search.engines.vocabulary import Vocabulary, with_words
from app.search.service import PUBLIC, engine
from app.search.upkeep.comparing import compare
from config import ROOT, Settings

KIND = "practice"
ENTRIES = 60
LONGEST_SECONDS = 0.35
WORDS = [
    "Leerstand",
    "Markthalle",
    "Gutschein",
    "Zwischennutzung",
    "Schaufenster",
    "Wochenmarkt",
    "Beleuchtung",
    "Parkraum",
]


def add() -> None:
    name = public_id()
    with transaction() as tx:
        subject = Subject(kind=KIND, title=title(), slug=f"e-{name.lower()}", state="published", origin="demo")
        subject.published_at = clock.now()
        practice = Practice(subject=subject, idea_html=f"<p>{' '.join(random.choices(WORDS, k=40))}</p>")
        db.session.add(practice)
        db.session.flush()
        tx.publish(SubjectPublished(kind=KIND, id=subject.id))


def change() -> None:
    with transaction() as tx:
        subject = db.session.scalars(select(Subject).order_by(func.random()).limit(1)).one()
        subject.title = title()
        touch(subject)
        tx.publish(SubjectChanged(kind=KIND, id=subject.id))


def withdraw_or_bring_back() -> None:
    with transaction() as tx:
        subject = db.session.scalars(select(Subject).order_by(func.random()).limit(1)).one()
        subject.state = "withdrawn" if subject.state == "published" else "published"
        touch(subject)
        tx.publish(SubjectRemoved(kind=KIND, id=subject.id))


def title() -> str:
    return f"{random.choice(WORDS)} {random.randrange(10_000)}"


ACTIONS: tuple[tuple[str, int, Callable[[], object]], ...] = (
    ("change", 4, change),
    ("withdraw", 2, withdraw_or_bring_back),
    ("add", 1, add),
    ("index", 6, indexing.index_pending),
    ("rebuild", 4, indexing.rebuild),
)


def in_a_child(app: Flask, work: Callable[[int], None]) -> tuple[int, int]:
    """Forks; work(pipe) runs in the child with the application. Returns its number and the reading end of the pipe."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        _live(app, work, reading, writing)
    os.close(writing)
    return child, reading


def _live(app: Flask, work: Callable[[int], None], reading: int, writing: int) -> None:
    """The life of a child; it never comes back."""
    status = 1
    try:
        os.close(reading)
        with app.app_context():
            work(writing)
        status = 0
    finally:
        os._exit(status)


def endless_work(pipe: int) -> None:
    random.seed()
    names, weights, works = zip(*ACTIONS, strict=True)
    while True:
        at = random.choices(range(len(names)), weights)[0]
        os.write(pipe, bytes([at]))
        works[at]()


def take_in_and_compare(pipe: int) -> None:
    """Writes what is wrong, nothing when all is well."""
    while indexing.is_broken() or indexing.is_pending():
        if indexing.is_broken() or not indexing.index_pending():
            os.write(pipe, b"the index is broken; ")
            indexing.rebuild()
    if words := wrong_words():
        os.write(pipe, words.encode())
    found = compare()
    if found.different or found.in_index != found.in_database or engine().check() != found.in_database:
        os.write(pipe, repr(found).encode())


def wrong_words() -> str:
    """What suggestions say, against words that are counted anew; nothing when it is the same."""
    with tempfile.TemporaryDirectory() as place:
        list(with_words(Path(place), all_documents()))
        fresh = Vocabulary(Path(place))
        for start in sorted({word[:3].lower() for word in WORDS}):
            for ask in ("starting_with", "titles"):
                said, right = (getattr(one, ask)(start, PUBLIC, 1000) for one in (engine(), fresh))
                if said != right:
                    return f"{ask} {start}: {said} instead of {right}"
    return ""


def round_of(app: Flask) -> tuple[str, str]:
    """One kill. Returns what the child was doing, and what was wrong afterwards."""
    child, pipe = in_a_child(app, endless_work)
    doing = os.read(pipe, 1)
    time.sleep(random.uniform(0, LONGEST_SECONDS))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    doing += os.read(pipe, 100_000)
    os.close(pipe)
    return ACTIONS[doing[-1]][0], told(app, take_in_and_compare)


def told(app: Flask, work: Callable[[int], None]) -> str:
    child, pipe = in_a_child(app, work)
    with os.fdopen(pipe, "rb") as file:
        said = file.read().decode()
    _, status = os.waitpid(child, 0)
    return said or ("" if status == 0 else f"it ended with {status}")


def prepare(_pipe: int) -> None:
    upgrade(directory=str(ROOT / "migrations"))
    for _ in range(ENTRIES):
        add()
    indexing.rebuild()


def run(rounds: int, place: Path) -> int:
    values = {**os.environ, "INSTANCE_PATH": str(place), "SECRET_KEY": "only-for-crashes-" + "x" * 32}
    app = create_app(Settings.from_environment(values))
    if problem := told(app, prepare):
        sys.stderr.write(f"{problem}\n")
        return 1
    killed: Counter[str] = Counter()
    for number in range(1, rounds + 1):
        doing, problem = round_of(app)
        killed[doing] += 1
        if problem:
            sys.stderr.write(f"round {number}, killed while {doing}: {problem}\n")
            return 1
    told_kinds = ", ".join(f"{count} × {name}" for name, count in killed.most_common())
    sys.stdout.write(f"{rounds} rounds, nothing lost, nothing doubled; killed during {told_kinds}\n")
    return 0


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    asked.add_argument("--rounds", type=int, default=200)
    with tempfile.TemporaryDirectory(prefix="ortskern-crash-") as place:
        sys.exit(run(asked.parse_args().rounds, Path(place)))


if __name__ == "__main__":
    main()
