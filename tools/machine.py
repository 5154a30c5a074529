"""Programs of the machine that tests need: found, or installed where we may."""

import glob
import os
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

NO_QUESTIONS = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}


@dataclass(frozen=True)
class Program:
    name: str
    packages: tuple[str, ...]
    find: Callable[[], Path | None]

    @property
    def remedy(self) -> str:
        return f"sudo apt-get install {' '.join(self.packages)}"


def find_chromium() -> Path | None:
    names = ["chromium", "chromium-browser", "google-chrome", os.environ.get("CHROMIUM", "")]
    return next((Path(found) for name in reversed(names) if (found := shutil.which(name))), None)


def find_postgresql() -> Path | None:
    """The folder with initdb and postgres; Debian keeps it off the PATH, one folder per version."""
    places = sorted(glob.glob("/usr/lib/postgresql/*/bin"), key=lambda place: float(place.split("/")[4]))
    on_path = shutil.which("initdb")
    places += [os.path.dirname(os.path.realpath(on_path))] if on_path else []
    return next((Path(place) for place in reversed(places) if os.path.exists(f"{place}/initdb")), None)


def find_redis() -> Path | None:
    return Path(found) if (found := shutil.which("redis-server")) else None


def find_calendars() -> Path | None:
    """Where khal is, when calcurse and vdirsyncer are there as well."""
    found = [shutil.which(name) for name in ("khal", "calcurse", "vdirsyncer")]
    return Path(found[0]) if all(found) and found[0] else None


def find_prosody() -> Path | None:
    """The XMPP server, when the Lua libraries of Jitsi's plugins are there as well."""
    libraries = all(glob.glob(f"/usr/share/lua/*/{name}.lua") for name in ("basexx", "inspect", "openssl"))
    found = shutil.which("prosody", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
    return Path(found) if found and libraries else None


CHROMIUM = Program("Chromium", ("chromium",), find_chromium)
POSTGRESQL = Program("PostgreSQL", ("postgresql",), find_postgresql)
CALENDARS = Program("Kalenderprogramme", ("khal", "calcurse", "vdirsyncer"), find_calendars)
PROSODY = Program("Prosody", ("prosody", "lua-cjson", "lua-luaossl", "lua-basexx", "lua-inspect"), find_prosody)
REDIS = Program("Redis", ("redis-server",), find_redis)


def ensure(programs: list[Program]) -> list[Program]:
    """Install what is missing where we are root and have apt-get; returns what is still missing."""
    missing = [program for program in programs if program.find() is None]
    if missing and os.geteuid() == 0 and shutil.which("apt-get"):
        print(f"Installiere {', '.join(program.name for program in missing)} …", flush=True)
        apt_get("update")
        apt_get("install", "--yes", "--no-install-recommends", *(p for m in missing for p in m.packages))
    return [program for program in missing if program.find() is None]


def apt_get(*arguments: str) -> None:
    done = subprocess.run(
        ["apt-get", "-q", *arguments],
        env=NO_QUESTIONS,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    if done.returncode != 0:
        print(f"apt-get {arguments[0]} ist gescheitert:\n{done.stdout[-2000:]}", flush=True)
