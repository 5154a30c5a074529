"""Requests for release as pages show them."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from app.core import clock
from app.extensions import db
from app.media.queries import ServedFile, find_file
from app.practices.models import ReleaseRequest
from app.practices.releases.services import find_request
from app.practices.writing.pieces import file_numbers

WORDS = {
    "open": "wartet auf Antwort",
    "expired": "abgelaufen",
    "released": "freigegeben",
    "change_wanted": "Änderung erbeten",
    "withdrawn": "zurückgezogen",
}


@dataclass(frozen=True)
class RequestRow:
    recipient: str
    state: str
    decided_name: str
    comment: str
    created_at: datetime
    decided_at: datetime | None

    @property
    def words(self) -> str:
        return WORDS[self.state]


def requests_of(subject_id: int, limit: int = 10) -> list[RequestRow]:
    """What was sent for release and what became of it, newest first."""
    columns = (
        ReleaseRequest.recipient,
        ReleaseRequest.state,
        ReleaseRequest.decided_name,
        ReleaseRequest.comment,
        ReleaseRequest.created_at,
        ReleaseRequest.decided_at,
        ReleaseRequest.expires_at,
    )
    query = select(*columns).where(ReleaseRequest.subject_id == subject_id)
    rows = db.session.execute(query.order_by(ReleaseRequest.id.desc()).limit(limit))
    return [RequestRow(row[0], _state(row.state, row.expires_at), *row[2:6]) for row in rows]


def export(user_id: int) -> list[dict[str, object]]:
    """Requests a person has sent, for "Meine Daten"."""
    query = select(ReleaseRequest.recipient, ReleaseRequest.message, ReleaseRequest.created_at, ReleaseRequest.state)
    rows = db.session.execute(query.where(ReleaseRequest.created_by_id == user_id).order_by(ReleaseRequest.id))
    return [
        {"an": row.recipient, "text": row.message, "vom": row.created_at.isoformat(), "stand": row.state}
        for row in rows
    ]


def _state(state: str, expires_at: datetime) -> str:
    return "expired" if state == "open" and expires_at <= clock.now() else state


def find_released_file(token: str, number: int, name: str) -> ServedFile | None:
    """A file of the text behind a link, for whoever holds the link."""
    request = find_request(token)
    if request is None or request.state == "withdrawn" or number not in file_numbers(request.data):
        return None
    file = find_file(number, name)
    return file if file is not None and file.subject.id == request.subject_id else None
