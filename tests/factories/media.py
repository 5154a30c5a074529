"""Files on things: with_picture(subject), with_document(subject)."""

from sqlalchemy import update

from app.core.subjects import Subject
from app.core.transaction import transaction
from app.extensions import db
from app.media.models import Attachment
from app.media.services import add_document, add_picture
from tests.factories.pictures import PDF, picture


def with_picture(subject: Subject, *, published: bool = True, name: str = "Foto vom Markt.jpg", **values) -> Attachment:
    return _changed(add_picture(subject, picture(), name=name, actor=None), published, values)


def with_document(subject: Subject, *, published: bool = True, name: str = "Zählung.pdf", **values) -> Attachment:
    return _changed(add_document(subject, PDF, name=name, actor=None), published, values)


def _changed(attachment: Attachment, published: bool, values: dict) -> Attachment:
    with transaction():
        query = update(Attachment).where(Attachment.id == attachment.id)
        db.session.execute(query.values(is_published=published, **values))
    return attachment
