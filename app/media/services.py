"""Adding files to a thing, and taking them away."""

from pathlib import PurePosixPath

from sqlalchemy import delete, select

from app.core import storage
from app.core.actors import Actor
from app.core.pictures import Picture, read_picture
from app.core.subjects import Subject
from app.core.text import clean_line, slugify
from app.core.transaction import transaction
from app.extensions import db
from app.media.documents import check_document
from app.media.models import Attachment
from app.media.reading.services import ask_to_read


def add_picture(subject: Subject, content: bytes, *, name: str, actor: Actor | None) -> Attachment:
    """Hang a picture on a thing, not yet published. name: as the person's device calls the file.

    Raises PictureRefused with a German sentence.
    """
    pictures = read_picture(content)
    stem = file_stem(name, "bild")
    with transaction(raises_cache=False):
        full, small = _kept(pictures.full, stem), _kept(pictures.small, f"{stem}-klein")
        attachment = Attachment(
            subject_id=subject.id,
            role="image",
            file_id=full.id,
            thumbnail_file_id=small.id,
            created_by_id=actor.id if actor else None,
        )
        db.session.add(attachment)
        db.session.flush()
    return attachment


def add_document(subject: Subject, content: bytes, *, name: str, actor: Actor | None) -> Attachment:
    """Hang a document on a thing, not yet published; its text is read by a job.

    Raises DocumentRefused with a German sentence.
    """
    kind = check_document(content)
    with transaction(raises_cache=False):
        stem = file_stem(name, "dokument")
        file = storage.keep(content, name=f"{stem}.{kind.suffix}", media_type=kind.media_type)
        attachment = Attachment(
            subject_id=subject.id,
            role="evidence",
            file_id=file.id,
            title=readable_title(name),
            evidence_kind="document",
            created_by_id=actor.id if actor else None,
        )
        db.session.add(attachment)
        db.session.flush()
        ask_to_read([file.id])
    return attachment


def remove_attachments(attachment_ids: list[int]) -> None:
    """Delete rows for good; the files themselves are swept when nobody names them any more."""
    with transaction():
        rows = db.session.execute(
            select(Attachment.file_id, Attachment.thumbnail_file_id).where(Attachment.id.in_(attachment_ids))
        ).all()
        db.session.execute(delete(Attachment).where(Attachment.id.in_(attachment_ids)))
        files = {file_id for row in rows for file_id in row if file_id is not None}
        db.session.execute(delete(storage.StoredFile).where(storage.StoredFile.id.in_(files)))


def file_stem(name: str, otherwise: str) -> str:
    """ "Zählung Markt (2).PDF" → "zaehlung-markt-2": safe in an address and on any disk."""
    return slugify(PurePosixPath(name.replace("\\", "/")).stem, 60) or otherwise


def readable_title(name: str) -> str:
    return " ".join(clean_line(PurePosixPath(name.replace("\\", "/")).stem).replace("_", " ").split())[:200]


def _kept(picture: Picture, stem: str) -> storage.StoredFile:
    return storage.keep(
        picture.content,
        name=f"{stem}.webp",
        media_type=picture.media_type,
        width=picture.width,
        height=picture.height,
    )
