"""The list of organisations to take along: as a table, and as a feed of new ones."""

from dataclasses import replace
from typing import Any

from flask import current_app
from sqlalchemy import Row

from app.core.feeds import FeedEntry
from app.core.subjects import Subject
from app.extensions import db
from app.organisations.cards import card_columns, card_of
from app.organisations.models import KINDS
from app.organisations.queries import Wanted, narrowed
from app.places.models import Place

NEWEST = 20
FILE_COLUMNS = ("Name", "Art", "Ort", "Gemeindeschlüssel", "Verifiziert", "Adresse", "Eingetragen", "Herkunft")
MOST_ROWS = 20_000


def organisation_rows(wanted: Wanted) -> list[dict[str, Any]]:
    """The list as a file, by FILE_COLUMNS; at most MOST_ROWS."""
    query = narrowed(card_columns().add_columns(Place.key.label("place_key")), wanted)
    return [dict(zip(FILE_COLUMNS, _file_row(row), strict=True)) for row in db.session.execute(query.limit(MOST_ROWS))]


def _file_row(row: Row[Any]) -> tuple[Any, ...]:
    address = f"{current_app.config['SETTINGS'].base_url}/organisationen/{row.slug}"
    verified = row.owner_verified_at is not None
    kind, place, key = KINDS[row.owner_kind], row.place_name or "", row.place_key or ""
    return row.title, kind, place, key, verified, address, row.published_at, row.origin


def feed_entries(wanted: Wanted) -> list[FeedEntry]:
    """The newest twenty; one statement."""
    query = narrowed(card_columns().add_columns(Subject.changed_at), replace(wanted, newest_first=True))
    return [_entry(row) for row in db.session.execute(query.limit(NEWEST))]


def _entry(row: Row[Any]) -> FeedEntry:
    card = card_of(row)
    return FeedEntry(
        id=f"{current_app.config['SETTINGS'].base_url}/k/{row.public_id}",
        title=row.title,
        url=card.url,
        summary=row.summary or ", ".join(card.meta),
        published_at=row.published_at,
        changed_at=max(row.published_at, row.changed_at),
        author=row.title,
    )
