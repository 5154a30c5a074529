"""python -m tools.load [--people 500] [--listeners 300] [--seconds 60]: a table, and instance/bench/load.json.

On SQLite and on PostgreSQL, each with gunicorn's two workers and the job worker. The seconds are those of one machine
that plays the people as well; CPU ms is what the server computed for one request.
"""

import argparse
import asyncio
import json
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask import Flask

from app import create_app
from app.extensions import db
from config import ROOT, Settings
from tests.webtalks.room.verifier import APP_ID, DOMAIN, SECRET
from tools.bench.servers import Server, serving
from tools.load.client import Watch
from tools.load.people import Talk, Visitor, audience, new_talk
from tools.load.race import press
from tools.load.scenes import come, follow
from tools.postgres import private_cluster
from tools.seat_race import CROWDS

TARGET_SECONDS = 1.0
KEY = "load-" + "0" * 40


@dataclass(frozen=True)
class Site:
    """A running installation with one talk that is about to begin."""

    app: Flask
    server: Server
    talk: Talk
    people: list[Visitor]


@contextmanager
def site(url: str, number: int) -> Iterator[Site]:
    """url: of an empty PostgreSQL database, or empty for SQLite."""
    with tempfile.TemporaryDirectory(prefix="ortskern-load-") as place:
        values = {"INSTANCE_PATH": place, "SECRET_KEY": KEY, "DATABASE_URL": url, "FLASK_APP": "wsgi"}
        values |= {"JITSI_DOMAIN": DOMAIN, "JITSI_APP_ID": APP_ID, "JITSI_APP_SECRET": SECRET, "LOG_LEVEL": "WARNING"}
        flask = [sys.executable, "-m", "flask"]
        subprocess.run([*flask, "db", "upgrade"], env={**os.environ, **values}, check=True, capture_output=True)
        app = create_app(Settings.from_environment({**os.environ, **values}))
        with app.app_context():
            talk = new_talk()
            people = audience(app, talk, number)
            db.engine.dispose()
        worker = subprocess.Popen([*flask, "jobs", "run"], env={**os.environ, **values})
        try:
            with serving("wsgi:app", values, "/healthz") as server:
                yield Site(app, server, talk, people)
        finally:
            worker.terminate()
            worker.wait(timeout=60)


def play(site: Site, scene: Callable[..., Any], people: list[Visitor], seconds: float) -> tuple[Watch, float]:
    """(what was seen, CPU milliseconds of the server for one request)."""
    watch, cpu = Watch(site.server.port), site.server.cpu_seconds()
    asyncio.run(scene(watch, site.talk, people, seconds, random.Random(7)))
    asked = sum(map(len, watch.seconds.values()))
    return watch, (site.server.cpu_seconds() - cpu) / asked * 1000


def rows(where: str, watch: Watch, cpu: float) -> Iterator[dict[str, Any]]:
    for name, taken in watch.seconds.items():
        ordered = sorted(taken)
        at = {f"p{part}": round(ordered[min(len(ordered) - 1, len(ordered) * part // 100)], 3) for part in (50, 95, 99)}
        yield {"database": where, "what": name, "number": len(taken), **at, "cpu_ms_all": round(cpu, 2)}


def on(where: str, url: str, asked: argparse.Namespace) -> Iterator[dict[str, Any]]:
    faults: list[str] = []
    with site(url, asked.people) as running:
        for scene, people in ((come, running.people), (follow, _seated(running.people)[: asked.listeners])):
            watch, cpu = play(running, scene, people, asked.seconds)
            faults += watch.faults
            for row in rows(where, watch, cpu):
                print(LINE.format(**row), flush=True)
                yield row
        faults += race(running, asked.rounds)
    print(f"{where}: {len(faults)} falsche Rollen oder Antworten {faults[:3] or ''}", flush=True)
    yield {"database": where, "what": "Fehler", "number": len(faults)}


def race(running: Site, rounds: int) -> list[str]:
    """Registrations at once, over the running site."""
    with running.app.app_context():
        found = [
            fault
            for number in range(rounds)
            for crowd in CROWDS
            for fault in press(running.app, running.server.port, crowd, f"Gedränge {number} {crowd}")
        ]
        db.engine.dispose()
    print(f"{rounds} Runden mit je {CROWDS} Anmeldungen zugleich: {found[:3] or 'kein Platz zu viel'}", flush=True)
    return found


def _seated(people: list[Visitor]) -> list[Visitor]:
    return [one for one in people if one.role != "lobby"]


LINE = "{database:12}{what:18}{number:>8}{p50:>9.3f}{p95:>9.3f}{p99:>9.3f}{cpu_ms_all:>10.2f}"


def main() -> int:
    parser = argparse.ArgumentParser(description="Ein Webtalk unter Andrang")
    parser.add_argument("--people", type=int, default=500)
    parser.add_argument("--listeners", type=int, default=300)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--rounds", type=int, default=3, help="Runden, in denen 20 und dann 200 zugleich sich anmelden")
    asked = parser.parse_args()
    print(f"{'Datenbank':12}{'was':18}{'Zahl':>8}{'p50 s':>9}{'p95 s':>9}{'p99 s':>9}{'CPU ms':>10}")
    found = list(on("SQLite", "", asked))
    with private_cluster() as url:
        found += on("PostgreSQL", url, asked)
    return conclude(found, asked)


def conclude(found: list[dict[str, Any]], asked: argparse.Namespace) -> int:
    slow = [row for row in found if row.get("p95", 0) > TARGET_SECONDS]
    wrong = sum(row["number"] for row in found if row["what"] == "Fehler")
    reached = "verfehlt" if slow else "erreicht"
    print(f"Ziel: p95 höchstens {TARGET_SECONDS:.0f} s ({reached}), keine falsche Rolle ({wrong})")
    values = {**vars(asked), "load_average": os.getloadavg(), "cores": os.cpu_count(), "rows": found}
    path = Path(os.environ.get("INSTANCE_PATH") or ROOT / "instance") / "bench" / "load.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(values, ensure_ascii=False, indent=1) + "\n")
    return 1 if slow or wrong else 0


if __name__ == "__main__":
    sys.exit(main())
