"""Reads of the word list. Searches use it compiled, kept per process until somebody changes it."""

from collections.abc import Sequence
from typing import Any

from flask import current_app
from sqlalchemy import func, select

from app.core.remembered import remembered
from app.core.text import fold_umlauts
from app.extensions import db
from app.search.synonyms.models import SynonymEntry
from app.search.synonyms.thesaurus import Synonyms, Thesaurus, compiled

KEY = "ortskern_thesaurus"
Version = tuple[Any, ...]


def thesaurus() -> Thesaurus:
    """The list as searches use it; one short statement after each visible write, none in between."""
    version = remembered("search.words", list_version)
    kept: tuple[Version, Thesaurus] | None = current_app.extensions.get(KEY)
    if kept is None or kept[0] != version:
        kept = current_app.extensions[KEY] = version, compiled(synonyms())
    return kept[1]


def list_version() -> Version:
    """Changes with every change of the list."""
    columns = func.count(SynonymEntry.id), func.max(SynonymEntry.changed_at), func.max(SynonymEntry.id)
    return tuple(db.session.execute(select(*columns)).one())


def synonyms(without: int | None = None) -> list[Synonyms]:
    """What is in use. without: id of a line to leave out."""
    query = select(SynonymEntry.id, SynonymEntry.terms, SynonymEntry.narrower).where(SynonymEntry.is_active)
    rows = db.session.execute(query.order_by(SynonymEntry.id))
    return [Synonyms(lines(row.terms), lines(row.narrower)) for row in rows if row.id != without]


def lines(text: str) -> tuple[str, ...]:
    """Terms, one to a line."""
    return tuple(line for line in map(str.strip, (text or "").splitlines()) if line)


def entry(number: int) -> SynonymEntry | None:
    return db.session.get(SynonymEntry, number)


def listed(text: str, area: str) -> Sequence[Any]:
    """Lines that contain the text somewhere, of one area or of all; one statement, as the list is a short one."""
    query = select(SynonymEntry.id, SynonymEntry.terms, SynonymEntry.narrower, SynonymEntry.area)
    query = query.add_columns(SynonymEntry.is_active, SynonymEntry.origin).order_by(SynonymEntry.key)
    rows = db.session.execute(query.where(SynonymEntry.area == area) if area else query).all()
    wanted = fold_umlauts(text)
    return [row for row in rows if wanted in fold_umlauts(f"{row.terms}\n{row.narrower}")]


def areas() -> Sequence[tuple[str, int]]:
    """(name, number of lines)."""
    query = select(SynonymEntry.area, func.count()).group_by(SynonymEntry.area).order_by(SynonymEntry.area)
    return [(row[0], row[1]) for row in db.session.execute(query)]
