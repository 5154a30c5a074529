"""Pictures and documents on a draft. Readers see them from the next publication on."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from app.core.actors import Actor
from app.core.drafts import Revision
from app.core.subjects import Subject
from app.core.transaction import transaction
from app.extensions import db
from app.media.documents import DocumentRefused, is_document
from app.media.models import Attachment
from app.media.services import add_document, add_picture, readable_title, remove_attachments
from app.practices.models import ReleaseRequest
from app.practices.writing.drafts import find_draft, save_draft
from app.practices.writing.pieces import MOST_FILES, file_numbers

TOO_MANY = f"Mehr als {MOST_FILES} Dateien werden unübersichtlich. Bitte entfernen Sie erst eine."
NOTHING = "Bitte wählen Sie erst eine Datei aus."


def attach(subject: Subject, data: Mapping[str, Any], content: bytes, *, name: str, actor: Actor) -> Attachment:
    """Add a picture or a document at the end. Raises PictureRefused or DocumentRefused with a German sentence."""
    if not name and not content:
        raise DocumentRefused(NOTHING)
    numbers = file_numbers(dict(data))
    if len(numbers) >= MOST_FILES:
        raise DocumentRefused(TOO_MANY)
    is_text = is_document(content, name)
    with transaction(subject, raises_cache=False):
        add = add_document if is_text else add_picture
        attachment = add(subject, content, name=name, actor=actor)
        words = {f"title_{attachment.id}": readable_title(name), f"kind_{attachment.id}": "document"} if is_text else {}
        _keep(subject, data, [*numbers, attachment.id], words, actor)
    return attachment


def detach(subject: Subject, data: Mapping[str, Any], number: int, *, actor: Actor) -> None:
    """Take a file off the draft. What was published, or lies with somebody for release, is kept for that version."""
    numbers = [one for one in file_numbers(dict(data)) if one != number]
    with transaction(subject, raises_cache=False):
        _keep(subject, data, numbers, {}, actor)
        if not _is_needed(subject, number):
            remove_attachments([number])


def move_forward(subject: Subject, data: Mapping[str, Any], number: int, *, actor: Actor) -> None:
    numbers = file_numbers(dict(data))
    at = numbers.index(number) if number in numbers else 0
    if at:
        numbers[at - 1], numbers[at] = numbers[at], numbers[at - 1]
        _keep(subject, data, numbers, {}, actor)


def _keep(
    subject: Subject, data: Mapping[str, Any], numbers: list[int], words: Mapping[str, Any], actor: Actor
) -> None:
    draft = find_draft(subject.id)
    version = draft.version if draft else 0
    save_draft(subject, {"files": numbers, **words}, actor=actor, seen_version=version, base=data)


def _is_needed(subject: Subject, number: int) -> bool:
    own = db.session.scalar(
        select(Attachment.id).where(
            Attachment.id == number, Attachment.subject_id == subject.id, Attachment.is_published.is_(False)
        )
    )
    texts = select(Revision.data).where(Revision.subject_id == subject.id)
    sent = select(ReleaseRequest.data).where(ReleaseRequest.subject_id == subject.id)
    others = [*db.session.scalars(texts), *db.session.scalars(sent)]
    return own is None or any(number in file_numbers(data) for data in others)
