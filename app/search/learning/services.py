"""What the worker does with the counts, and what staff does with the list."""

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from flask import current_app
from sqlalchemy import delete, or_, select
from sqlalchemy.dialects import postgresql, sqlite

from app.core import clock
from app.core.transaction import transaction
from app.extensions import db
from app.search.learning.counting import FOLDER, MANY_DAYS
from app.search.learning.models import MissingText, SearchCount

MOST_FILES = 200
KEEP_COUNTS, KEEP_TEXTS, KEEP_HASHES = timedelta(days=400), timedelta(days=180), timedelta(days=60)


def waiting() -> list[Path]:
    return sorted((current_app.config["SETTINGS"].instance_path / FOLDER).glob("search-*.json"))[:MOST_FILES]


def is_waiting() -> bool:
    return bool(waiting())


def collect() -> None:
    """Take in the files of the web processes. Killed in between, a file may be counted twice: they are only counts."""
    files = waiting()
    with transaction(raises_cache=False):
        for path in files:
            _take_in(_content(path))
    for path in files:
        path.unlink(missing_ok=True)


def _content(path: Path) -> dict[str, Any]:
    try:
        return json.loads(path.read_text())
    except ValueError:
        return {}


def _take_in(content: dict[str, Any]) -> None:
    for day, name, number in content.get("numbers", ()):
        _count(date.fromisoformat(day), name, number)
    for key, (day, times, text) in content.get("texts", {}).items():
        _meet(key, date.fromisoformat(day), times, text)


def _count(day: date, name: str, number: int) -> None:
    insert = postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert
    query = insert(SearchCount).values(day=day, name=name, number=number)
    more = {"number": SearchCount.number + number}
    db.session.execute(query.on_conflict_do_update(index_elements=["day", "name"], set_=more))


def _meet(key: str, day: date, times: int, text: str) -> None:
    row = db.session.scalar(select(MissingText).where(MissingText.key == key))
    if row is None:
        db.session.add(MissingText(key=key, last_day=day, times=times))
        db.session.flush()
        return
    row.days, row.times, row.last_day = row.days + (day > row.last_day), row.times + times, max(day, row.last_day)
    if row.days >= MANY_DAYS:
        row.text = row.text or text


def settle(entry: MissingText) -> None:
    """Staff has dealt with it: out of the list."""
    with transaction(raises_cache=False):
        db.session.get_one(MissingText, entry.id).is_settled = True


def sweep() -> None:
    """Once a day: forget what is old, and what never came often enough to be kept."""
    today = clock.today()
    rare = (MissingText.text == "") & (MissingText.last_day < today - KEEP_HASHES)
    with transaction(raises_cache=False):
        db.session.execute(delete(SearchCount).where(SearchCount.day < today - KEEP_COUNTS))
        db.session.execute(delete(MissingText).where(or_(rare, MissingText.last_day < today - KEEP_TEXTS)))
