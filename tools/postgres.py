"""A private PostgreSQL for tests: own folder, own socket, no network port, gone afterwards."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tools.machine import find_postgresql

OWNER = "ortskern"
SPEED = ["-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"]
START_SECONDS = 30


@contextmanager
def private_cluster() -> Iterator[str]:
    """Yields the address of an empty database on a server that only this user's socket reaches."""
    programs = find_postgresql()
    if programs is None:
        raise RuntimeError("PostgreSQL ist nicht installiert")
    place = Path(tempfile.mkdtemp(prefix="ortskern-pg-"))
    os.chown(place, *who_may_run_it())
    try:
        with running(programs, place):
            run(programs / "createdb", place, "-h", str(place), "-U", OWNER, OWNER)
            yield f"postgresql+psycopg://{OWNER}@/{OWNER}?host={place}"
    finally:
        shutil.rmtree(place, ignore_errors=True)


@contextmanager
def running(programs: Path, place: Path) -> Iterator[None]:
    run(
        programs / "initdb",
        place,
        "-D",
        f"{place}/data",
        "-U",
        OWNER,
        "-A",
        "trust",
        "-E",
        "UTF8",
        "--locale=C.UTF-8",
        "--no-sync",
    )
    server = ["-D", f"{place}/data", "-k", str(place), "-c", "listen_addresses=", "-c", "max_connections=200"]
    with (place / "log").open("w") as log:
        process = subprocess.Popen([programs / "postgres", *server, *SPEED], stdout=log, stderr=log, **as_owner(place))
    try:
        wait_until_ready(programs, place)
        yield
    finally:
        process.send_signal(signal.SIGINT)  # ends at once, without waiting for clients
        process.wait(timeout=30)


def wait_until_ready(programs: Path, place: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while subprocess.call([programs / "pg_isready", "-q", "-h", place]) != 0:
        if time.monotonic() > deadline:
            raise RuntimeError(f"PostgreSQL startet nicht:\n{(place / 'log').read_text()[-2000:]}")
        time.sleep(0.1)


def run(program: Path, place: Path, *arguments: str) -> None:
    done = subprocess.run(
        [program, *arguments], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **as_owner(place)
    )
    if done.returncode != 0:
        raise RuntimeError(f"{program.name} ist gescheitert:\n{done.stdout[-2000:]}")


def as_owner(place: Path) -> dict:
    """initdb refuses root, so root hands over to a system user; everybody else stays who they are."""
    if os.geteuid() != 0:
        return {"cwd": place}
    user, group = who_may_run_it()
    return {"cwd": place, "user": user, "group": group, "extra_groups": []}


def who_may_run_it() -> tuple[int, int]:
    if os.geteuid() != 0:
        return os.getuid(), os.getgid()
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return entry.pw_uid, entry.pw_gid
    raise RuntimeError("Weder »postgres« noch »nobody« gibt es als Benutzer auf dieser Maschine")
