"""Everything that must hold before a change lands: lint, types, tests on both databases, tests in a browser.

With CI=true nothing may be left out: a missing program or a skipped test is a failure. One test alone may be: that with
a real Prosody, which needs Jitsi's plugins in the folder JITSI_PLUGINS_DIR.
"""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tools.machine import CALENDARS, CHROMIUM, POSTGRESQL, PROSODY, REDIS, Program, ensure
from tools.postgres import private_cluster
from tools.tally import Tally

CI = os.environ.get("CI", "").lower() in ("1", "true", "yes")
PROGRAMS = [CHROMIUM, POSTGRESQL, REDIS, CALENDARS] + ([PROSODY] if os.environ.get("JITSI_PLUGINS_DIR") else [])
PYTEST = [sys.executable, "-m", "pytest", "-q", "-n", "2", "--dist", "loadfile"]


def main() -> int:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the private PostgreSQL ends as well
    started, tally = time.monotonic(), Tally()
    missing = ensure(PROGRAMS)
    check("Stil (ruff)", [sys.executable, "-m", "ruff", "check", "."], tally)
    check("Typen (mypy)", [sys.executable, "-m", "mypy"], tally)
    run_tests("auf SQLite", ["-m", "not browser"], tally)
    if POSTGRESQL not in missing:
        with private_cluster() as address:
            run_tests("auf PostgreSQL", ["-m", "not browser"], tally, TEST_DATABASE_URL=address)
    if CHROMIUM not in missing:
        run_tests("im Browser", ["-m", "browser"], tally)
    return conclude(tally, missing, time.monotonic() - started)


def check(name: str, command: list[str], tally: Tally) -> None:
    with headed(name):
        if subprocess.call(command) != 0:
            tally.fail(name)


def run_tests(where: str, selection: list[str], tally: Tally, **environment: str) -> None:
    name = f"Tests {where}"
    with headed(name), tempfile.TemporaryDirectory() as place:
        report = Path(place) / "report.xml"
        command = [*PYTEST, *selection, f"--junitxml={report}"]
        code = subprocess.call(command, env={**os.environ, **environment}, stdin=subprocess.DEVNULL)
        tally.read(name, report, code)


@contextmanager
def headed(name: str) -> Iterator[None]:
    started = time.monotonic()
    print(f"\n== {name}", flush=True)
    yield
    print(f"== {name}: {time.monotonic() - started:.0f} s", flush=True)


def conclude(tally: Tally, missing: list[Program], seconds: float) -> int:
    print()
    for program in missing:
        print(f"Ausgelassen: was {program.name} braucht. Abhilfe: {program.remedy}")
        if CI:
            tally.fail(f"{program.name} fehlt")
    if tally.left_out:
        print(
            f"Ausgelassen: {tally.left_out} Prüfungen mit einem echten Prosody; JITSI_PLUGINS_DIR nennt keinen Ordner"
        )
    if CI and tally.wrongly_skipped:
        tally.fail(f"{tally.wrongly_skipped} Tests übersprungen, und CI=true lässt nichts aus")
    for reason in tally.reasons:
        print(f"Nicht bestanden: {reason}")
    print(f"Dauer: {seconds / 60:.1f} min")
    print(f"Summe: {tally.passed} passed, {tally.failed} failed, {tally.skipped} skipped")
    return 1 if tally.reasons else 0


if __name__ == "__main__":
    sys.exit(main())
