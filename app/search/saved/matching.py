"""When an entry appears: note which saved searches it fits. Runs as a job, and may run twice unharmed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import current_app
from sqlalchemy import func, select
from sqlalchemy.dialects import postgresql, sqlite

from app.core.events import SubjectEvent, SubjectRemoved, SubjectsImported
from app.core.transaction import transaction
from app.extensions import db
from app.search.documents import documents_of
from app.search.saved.meaning import is_empty, request_of
from app.search.saved.models import SavedSearch, SavedSearchHit
from app.search.saved.queries import Appearance, Appeared, appeared, readers_by_person
from app.search.saved.watching import Watch, WatchMap, watch
from app.search.synonyms.queries import list_version

KEY = "ortskern_watches"
BATCH = 200


@dataclass(frozen=True)
class Watching:
    """All active searches, compiled. people: id of a search → its person, and since when it watches."""

    version: tuple[Any, ...]
    map: WatchMap
    people: dict[int, tuple[int, datetime]]
    compiled: dict[tuple[int, str], Watch]


def entry_changed(event: SubjectEvent) -> None:
    if not isinstance(event, SubjectRemoved):
        match([event.id])


def entries_imported(event: SubjectsImported) -> None:
    match(event.ids)


def match(ids: Sequence[int]) -> None:
    """Only what appeared after a search was saved counts as new for it."""
    watching = current()
    if not watching.people:
        return
    first = min(since for _, since in watching.people.values())
    for start in range(0, len(ids), BATCH):
        pairs = list(_fitting(watching, appeared(ids[start : start + BATCH], first)))
        if pairs:
            _note(pairs)


def _fitting(watching: Watching, known: Appeared) -> Iterator[tuple[int, int]]:
    """(id of a search, id of a subject)."""
    found = [
        (document, one.number)
        for document in documents_of(known)
        for one in watching.map.fitting(document)
        if _is_news(known[document.id], *watching.people[one.number])
    ]
    readers = readers_by_person(sorted({watching.people[number][0] for _, number in found}))
    for document, number in found:
        if not readers[watching.people[number][0]].isdisjoint(document.readers):
            yield number, document.id


def _is_news(appearance: Appearance, person: int, since: datetime) -> bool:
    """Nobody is told of what he wrote himself."""
    appeared_at, author = appearance
    return appeared_at >= since and author != person


def _note(pairs: list[tuple[int, int]]) -> None:
    insert = postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert
    with transaction(raises_cache=False):
        there = set(db.session.scalars(select(SavedSearch.id).where(SavedSearch.id.in_({s for s, _ in pairs}))))
        rows = [{"search_id": search, "subject_id": subject} for search, subject in pairs if search in there]
        if rows:
            db.session.execute(insert(SavedSearchHit).on_conflict_do_nothing(), rows)


def current() -> Watching:
    """Compiled anew when a search was saved, paused or deleted, or the word list changed; the rest is kept.

    A search whose only filter is gone by now means everything: it is passed over.
    """
    columns = func.count(SavedSearch.id), func.max(SavedSearch.changed_at), func.max(SavedSearch.id)
    version = (*db.session.execute(select(*columns).where(SavedSearch.is_active)).one(), *list_version())
    kept: Watching | None = current_app.extensions.get(KEY)
    if kept is None or kept.version != version:
        kept = current_app.extensions[KEY] = _compile(version, kept)
    return kept


def _compile(version: tuple[Any, ...], before: Watching | None) -> Watching:
    columns = select(SavedSearch.id, SavedSearch.user_id, SavedSearch.address, SavedSearch.created_at)
    rows = db.session.execute(columns.where(SavedSearch.is_active)).all()
    usable = before.compiled if before and before.version[3:] == version[3:] else {}
    keys = [(row.id, row.address) for row in rows if not is_empty(row.address)]
    compiled = {key: usable.get(key) or watch(key[0], request_of(key[1])) for key in keys}
    people = {row.id: (row.user_id, row.created_at) for row in rows}
    return Watching(version, WatchMap(compiled.values()), people, compiled)
