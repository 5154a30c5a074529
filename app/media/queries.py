"""Which file an address means, and the addresses of files."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import aliased

from app.core.storage import StoredFile
from app.core.subjects import Subject
from app.extensions import db
from app.media.models import Attachment

SMALL = "klein"


@dataclass(frozen=True)
class ServedFile:
    """One file to hand out. subject: the row whose rights it has."""

    sha256: str
    name: str
    media_type: str
    is_published: bool
    subject: Subject


def file_url(attachment_id: int, name: str, small: bool = False) -> str:
    """Address of an attachment's file; small: its thumbnail."""
    return f"/dateien/{attachment_id}/{SMALL}/{name}" if small else f"/dateien/{attachment_id}/{name}"


def find_file(attachment_id: int, name: str, small: bool = False) -> ServedFile | None:
    """The file behind an address, or None. One statement, its subject row included."""
    shown = aliased(StoredFile)
    chosen = Attachment.thumbnail_file_id if small else Attachment.file_id
    query = (
        select(StoredFile.name, shown.sha256, shown.media_type, Attachment.is_published, Subject)
        .select_from(Attachment)
        .join(StoredFile, StoredFile.id == Attachment.file_id)
        .join(shown, shown.id == chosen)
        .join(Subject, Subject.id == Attachment.subject_id)
        .where(Attachment.id == attachment_id)
    )
    row = db.session.execute(query).first()
    if row is None or row.name != name:
        return None
    return ServedFile(row.sha256, row.name, row.media_type, row.is_published, row.Subject)


def find_small_file(attachment_id: int, name: str) -> ServedFile | None:
    return find_file(attachment_id, name, small=True)


def export(user_id: int) -> list[dict[str, Any]]:
    """Files a person has added, for "Meine Daten"."""
    query = select(StoredFile.name, Subject.title, Attachment.created_at)
    joined = query.join(Attachment, Attachment.file_id == StoredFile.id).join(
        Subject, Subject.id == Attachment.subject_id
    )
    rows = db.session.execute(joined.where(Attachment.created_by_id == user_id).order_by(Attachment.id))
    return [{"datei": row.name, "zu": row.title, "vom": row.created_at.isoformat()} for row in rows]
