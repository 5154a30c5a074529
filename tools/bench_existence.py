"""Does the time of an answer tell what is hidden? `python -m tools.bench_existence`, over the demo data.

Asks for things that are hidden and for things that never were, by turns, 200 times each, and compares the medians;
the same for accounts at the log-in and the forgotten password. Ends with 1 when two medians lie 5 ms or more apart.
Beside it, the tests compare status, text and length of these answers.
"""

import logging
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial

from flask import Flask
from flask.testing import FlaskClient
from flask_migrate import upgrade
from sqlalchemy import delete, select

from app import create_app
from app.accounts.models import User
from app.core import clock
from app.core.limits import LimitCount
from app.core.subjects import Subject
from app.core.transaction import transaction
from app.extensions import db
from config import ROOT, Settings

ROUNDS, LIMIT_MS = 200, 5.0
Ask = Callable[[], object]
KNOWN, UNKNOWN = "anke.brinkmann@erlbrueck.example", "anke.niemand@erlbrueck.example"


def prepared(place: str) -> Flask:
    values = {**os.environ, "INSTANCE_PATH": place, "SECRET_KEY": "only-for-benches-" + "x" * 32}
    values |= {"PAGE_CACHE_SECONDS": "0", "MAIL_URL": ""}
    app = create_app(Settings.from_environment(values))
    app.config["WTF_CSRF_ENABLED"] = False
    with app.app_context():
        upgrade(directory=str(ROOT / "migrations"))
    app.test_cli_runner().invoke(args=["demo", "load"], catch_exceptions=False)
    return app


def hidden_things() -> Iterator[tuple[str, str, str]]:
    """(what, address of something hidden, address of nothing)."""
    for kind, shelf in (("case_study", "praxisbeispiele"), ("organisation", "organisationen"), ("webtalk", "webtalks")):
        subject = db.session.scalars(select(Subject).where(Subject.kind == kind, Subject.slug.is_not(None))).first()
        if subject is not None:
            with transaction(subject):
                subject.hidden_at = clock.now()
            slug = subject.slug or ""
            nothing = slug[:-1] + ("x" if slug[-1] != "x" else "y")
            yield kind, f"/{shelf}/{slug}", f"/{shelf}/{nothing}"
    person = db.session.scalars(select(User).where(User.email == KNOWN)).one()
    with transaction():
        person.blocked_at = clock.now()
    yield "person", f"/personen/{person.handle}", f"/personen/{person.handle[:-1]}-"


def doors(client: FlaskClient) -> Iterator[tuple[str, Ask, Ask]]:
    for what, hidden, nothing in hidden_things():
        assert client.get(hidden).status_code == client.get(nothing).status_code == 404, what
        yield what, partial(client.get, hidden), partial(client.get, nothing)
    with transaction():
        db.session.scalars(select(User).where(User.email == KNOWN)).one().blocked_at = None
    for path in ("/konto/anmelden", "/konto/passwort-vergessen"):
        yield path, _typed(client, path, KNOWN), _typed(client, path, UNKNOWN)


def _typed(client: FlaskClient, path: str, address: str) -> Ask:
    return lambda: client.post(path, data={"email": address, "password": "geraten-und-geraten"})


def medians(first: Ask, second: Ask) -> tuple[float, float]:
    """By turns, so that both see the same weather; in milliseconds."""
    spent: tuple[list[float], list[float]] = ([], [])
    for _ in range(ROUNDS):
        for ask, into in zip((first, second), spent, strict=True):
            with transaction(raises_cache=False):  # 200 tries are more than anybody has
                db.session.execute(delete(LimitCount))
            began = time.perf_counter()
            ask()
            into.append((time.perf_counter() - began) * 1000)
    return statistics.median(spent[0]), statistics.median(spent[1])


def main() -> None:
    logging.disable(logging.WARNING)
    apart = 0
    with tempfile.TemporaryDirectory(prefix="ortskern-oracle-") as place:
        app = prepared(place)
        with app.app_context():
            for what, there, nowhere in doors(app.test_client()):
                one, other = medians(there, nowhere)
                apart += abs(one - other) >= LIMIT_MS
                sys.stdout.write(f"{what:28} verborgen {one:6.2f} ms   nie da {other:6.2f} ms\n")
    sys.exit(1 if apart else 0)


if __name__ == "__main__":
    main()
