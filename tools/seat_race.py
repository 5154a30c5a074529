"""Many people press *Anmelden* at once: `python -m tools.seat_race [rounds]`, on SQLite and on PostgreSQL.

Each round: a talk with SEATS seats, 20 and then 200 registrations in parallel, a third of which is given up again while
others still come. Afterwards no seat may be taken twice, none left empty while somebody waits, and the kept
counts must be true.
"""

import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import func, select

from app import create_app
from app.core import clock
from app.core.subjects import Subject
from app.core.transaction import transaction
from app.extensions import db
from app.webtalks.kinds import SEATED, WEBTALK
from app.webtalks.models import Registration, Webtalk
from app.webtalks.rooms import new_room_name
from app.webtalks.services.registering import Person, register, stay_away
from config import ROOT, Settings
from tools.postgres import private_cluster

SEATS = 7
CROWDS = (20, 200)
THREADS = 20


def play(app: Flask, people: int) -> list[str]:
    """One round. Returns sentences about what went wrong, none when all is well."""
    with app.app_context():
        number = _talk()
        db.session.remove()
    with ThreadPoolExecutor(min(people, THREADS)) as pool:
        faults = [fault for fault in pool.map(lambda one: _press(app, number, one), range(people)) if fault]
    with app.app_context():
        return faults + _look(number, people)


def _talk() -> int:
    starts = clock.now() + timedelta(days=3)
    with transaction():
        subject = Subject(kind=WEBTALK, title="Gedränge", state="published", published_at=clock.now())
        subject.slug = subject.public_id = new_room_name("g")[:16]
        db.session.add(subject)
        db.session.flush()
        times = {"starts_at": starts, "ends_at": starts + timedelta(hours=1)}
        db.session.add(
            Webtalk(id=subject.id, room_name=new_room_name("g"), capacity=SEATS, admission="public", **times)
        )
    return subject.id


def _press(app: Flask, number: int, one: int) -> str:
    """Come; every fourth one presses twice, every third one thinks better of it."""
    with app.app_context():
        try:
            talk = db.session.get_one(Webtalk, number)
            for _ in range(1 if one % 4 else 2):
                registration = register(talk, Person(name=f"Gast {one}", email=f"gast{one}@example.org"))
            if one % 3 == 0:
                stay_away(talk, registration.id)
        except Exception as error:
            return f"{type(error).__name__}: {error}"
        finally:
            db.session.remove()
    return ""


def _look(number: int, people: int) -> list[str]:
    talk = db.session.get_one(Webtalk, number)
    query = select(Registration.state, func.count()).where(Registration.webtalk_id == number)
    counts = dict(list(db.session.execute(query.group_by(Registration.state))))
    taken, waiting = sum(counts.get(state, 0) for state in SEATED), counts.get("waiting", 0)
    wrong = []
    if taken != min(SEATS, people - counts.get("cancelled", 0)):
        wrong.append(f"{taken} of {SEATS} seats taken, {waiting} wait")
    if (talk.taken_seats, talk.waiting_count) != (taken, waiting):
        wrong.append(f"kept counts {talk.taken_seats}, {talk.waiting_count}; true {taken}, {waiting}")
    if sum(counts.values()) != people:
        wrong.append(f"{sum(counts.values())} registrations of {people} people")
    return wrong


def play_rounds(app: Flask, rounds: int) -> list[str]:
    return [f"{crowd} people: {fault}" for _ in range(rounds) for crowd in CROWDS for fault in play(app, crowd)]


def _on(url: str, rounds: int) -> list[str]:
    with tempfile.TemporaryDirectory() as place:
        values = {"instance_path": Path(place), "database_url": url or f"sqlite:///{place}/race.sqlite3"}
        app = create_app(Settings.model_validate({"secret_key": "r" * 40, **values}))
        with app.app_context():
            upgrade(directory=str(ROOT / "migrations"))
        return play_rounds(app, rounds)


def main() -> int:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 50
    faults = _on("", rounds)
    print(f"SQLite, {rounds} Runden: {faults or 'kein Platz zu viel'}")
    with private_cluster() as url:
        more = _on(url, rounds)
    print(f"PostgreSQL, {rounds} Runden: {more or 'kein Platz zu viel'}")
    return 1 if faults or more else 0


if __name__ == "__main__":
    sys.exit(main())
