"""What the last start has made ready, noted in the instance folder: then the next one need not look again.

To look takes the whole application; a start would import it twice, one after the other. Of SQLite alone: what another
server holds is asked each time.
"""

import hashlib
import json
import sqlite3
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from config import ROOT

NAME = "prepared.json"
PEOPLE = "SELECT count(*) FROM user WHERE origin = 'demo' AND password_hash != ''"


def as_last_time(environment: Mapping[str, str]) -> str | None:
    """The log-ins to show when tables and demo are as the last start left them; else None: look properly."""
    try:
        noted = json.loads(_path(environment).read_text())
        return noted["logins"] if noted["state"] == _state(environment) else None
    except (OSError, ValueError, LookupError, sqlite3.Error):
        return None


def note(environment: Mapping[str, str], logins: str) -> None:
    if not environment.get("DATABASE_URL"):
        _path(environment).write_text(json.dumps({"state": _state(environment), "logins": logins}))


def _path(environment: Mapping[str, str]) -> Path:
    return Path(environment["INSTANCE_PATH"]) / NAME


def _state(environment: Mapping[str, str]) -> list[Any]:
    """Which migrations there are, how far the database is, and how many invented people may log in."""
    if environment.get("DATABASE_URL"):
        raise LookupError("not a file")
    names = sorted(path.name for path in (ROOT / "migrations" / "versions").glob("*.py"))
    database = Path(environment["INSTANCE_PATH"]).resolve() / "ortskern.sqlite3"
    connection = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    try:
        revision = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        people = connection.execute(PEOPLE).fetchone()
    finally:
        connection.close()
    loaded = (Path(environment["INSTANCE_PATH"]) / "demo-loaded").exists()
    return [hashlib.sha256(" ".join(names).encode()).hexdigest(), *revision, *people, loaded]
