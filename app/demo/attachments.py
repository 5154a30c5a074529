"""Pictures and evidence of the invented cases."""

from collections.abc import Iterable

from sqlalchemy import update

from app.core import storage
from app.core.pictures import read_picture
from app.core.subjects import Subject
from app.demo.cases import Cast, card_of
from app.demo.records import FOLDER, DemoAttachment, DemoCase, DemoImage
from app.extensions import db
from app.media.models import Attachment
from app.media.queries import file_url
from app.practices.models import CaseStudy

CREDIT = "Zeichnung: Ortskern, CC0 1.0"


def attach_all(cases: Iterable[DemoCase], ids: dict[str, int], cast: Cast) -> None:
    """Hang pictures and documents on newly written cases; inside a transaction()."""
    for case in cases:
        subject_id = ids[case.key]
        pictures = [_picture(image, subject_id, at, cast) for at, image in enumerate(case.images)]
        for at, piece in enumerate(case.attachments):
            _document(piece, subject_id, at, cast)
        if pictures:
            _show(case, subject_id, pictures[0])


def _show(case: DemoCase, subject_id: int, picture: Attachment) -> None:
    """The first picture stands in lists as well."""
    image = (file_url(picture.id, picture.file.name, small=True), picture.alt_text)
    db.session.execute(update(CaseStudy).where(CaseStudy.id == subject_id).values(image_id=picture.id))
    db.session.execute(update(Subject).where(Subject.id == subject_id).values(card=card_of(case, image)))


def _picture(image: DemoImage, subject_id: int, position: int, cast: Cast) -> Attachment:
    path = FOLDER / image.file
    read = read_picture(path.read_bytes())
    full, small = (
        storage.keep(
            size.content,
            name=f"{path.stem}{ending}.webp",
            media_type=size.media_type,
            width=size.width,
            height=size.height,
        )
        for size, ending in ((read.full, ""), (read.small, "-klein"))
    )
    row = Attachment(subject_id=subject_id, role="image", file=full, thumbnail_file_id=small.id, position=position)
    row.title, row.alt_text, row.credit, row.is_published = image.caption, image.alt, CREDIT, True
    db.session.add(row)
    db.session.flush()
    return row


def _document(piece: DemoAttachment, subject_id: int, position: int, cast: Cast) -> None:
    path = FOLDER / piece.file
    file = storage.keep(path.read_bytes(), name=path.name, media_type="application/pdf")
    row = Attachment(subject_id=subject_id, role="evidence", file=file, position=position, title=piece.title)
    row.evidence_kind, row.is_published = piece.kind, True
    row.author_organisation_id = cast.organisations[piece.organisation]
    row.confirmed_by_id = cast.organisations.get(piece.confirmed_by or "")
    db.session.add(row)
