"""Slides of a recap: PDF or PowerPoint, each with a name people can read; their text is found by the search."""

from sqlalchemy import func, select

from app.core.actors import Actor
from app.core.transaction import transaction
from app.extensions import db
from app.media.documents import PDF, SLIDES, DocumentRefused, check_document
from app.media.models import Attachment
from app.media.services import add_document, remove_attachments
from app.webtalks.afterwards.queries import recap_of
from app.webtalks.afterwards.services import begun, changed
from app.webtalks.models import Webtalk

MOST = 5
OTHER_KIND = "Bitte laden Sie die Folien als PDF oder PPTX hoch."
TOO_MANY = f"Bitte höchstens {MOST} Dateien."


def add_slides(talk: Webtalk, content: bytes, *, file_name: str, title: str, description: str, actor: Actor) -> None:
    """Raises DocumentRefused with a German sentence."""
    if content and check_document(content) not in (PDF, SLIDES):
        raise DocumentRefused(OTHER_KIND)
    with transaction(talk, raises_cache=False) as tx:
        recap = begun(talk, actor)
        mine = select(func.count(), func.max(Attachment.position)).where(Attachment.subject_id == recap.id)
        number, last = db.session.execute(mine).one()
        if number >= MOST:
            raise DocumentRefused(TOO_MANY)
        kept = add_document(recap.subject, content, name=file_name, actor=actor)
        kept.title, kept.alt_text, kept.position = title, description, (last or 0) + 1
        kept.is_published = recap.subject.state == "published"
        changed(recap, talk, tx, actor)


def remove_slides(talk: Webtalk, attachment_id: int, *, actor: Actor) -> None:
    """Nothing happens when they are gone already, or are another recap's."""
    with transaction(talk, raises_cache=False) as tx:
        recap, kept = recap_of(talk.id), db.session.get(Attachment, attachment_id)
        if recap is None or kept is None or kept.subject_id != recap.id:
            return
        remove_attachments([attachment_id])
        changed(recap, talk, tx, actor)
