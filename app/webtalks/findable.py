"""What search is told about talks: when it is, who speaks, and the same fields as of other entries.

Fields: thema, land, groesse, art, herkunft, standard as everywhere; the town is that of the organisation.
"""

from collections import defaultdict
from typing import Any

from sqlalchemy import Row, select

from app.core import clock
from app.core.documents import Document
from app.core.markup import plain
from app.core.subjects import Subject
from app.extensions import db
from app.organisations.findable import entry_document, entry_rows
from app.topics.queries import topics_of
from app.webtalks import times
from app.webtalks.kinds import WEBTALK
from app.webtalks.models import Speaker, Webtalk
from app.webtalks.series_hits import stands_for_series

ROWS: Any = (
    entry_rows(Webtalk.description_html, Webtalk.starts_at, Webtalk.ends_at)
    .join(Webtalk, Webtalk.id == Subject.id)
    .where(stands_for_series())
)


def documents(ids: list[int]) -> list[Document]:
    """Three statements, however many."""
    topics, speakers = topics_of(ids), _speakers(ids)
    rows = db.session.execute(ROWS.where(Subject.id.in_(ids)), {"now": clock.now()})
    return [_document(row, topics.get(row.id, []), speakers[row.id]) for row in rows]


def _document(row: Row[Any], topics: list[Any], speakers: list[str]) -> Document:
    body = (plain(row.description_html), times.span(row.starts_at, row.ends_at), *speakers)
    return entry_document(row, WEBTALK, topics, body=body, place=row.town or "")


def _speakers(ids: list[int]) -> dict[int, list[str]]:
    query = select(Speaker.webtalk_id, Speaker.name, Speaker.role).where(Speaker.webtalk_id.in_(ids))
    found: dict[int, list[str]] = defaultdict(list)
    for row in db.session.execute(query.order_by(Speaker.position, Speaker.id)):
        found[row.webtalk_id].append(f"{row.name}, {row.role}" if row.role else row.name)
    return found
