"""The picture of a sheet: the first of the entry, small, with the words for those who do not see it."""

from io import BytesIO
from typing import Any

from flask import current_app
from PIL import Image
from sqlalchemy import select

from app.core import storage
from app.core.storage import StoredFile
from app.extensions import db
from app.media.models import Attachment
from app.practices.queries.entries import Parts

WIDEST_MM, HIGHEST_MM = 56, 54
QUALITY = 85


def picture_data(parts: Parts) -> dict[str, str] | None:
    """What sheet.typ reads: sha256 of the file, alt (empty: it only decorates), credit, width and height in mm."""
    if not parts.images:
        return None
    first = parts.images[0]
    query = select(StoredFile.sha256, StoredFile.width, StoredFile.height)
    row = db.session.execute(
        query.join(Attachment, Attachment.thumbnail_file_id == StoredFile.id).where(Attachment.id == first.n)
    ).first()
    if row is None or not row.width or not row.height or not storage.path_of(row.sha256).is_file():
        return None
    width = min(WIDEST_MM, HIGHEST_MM * row.width / row.height)
    size = {"width": f"{width:.1f}", "height": f"{width * row.height / row.width:.1f}"}
    return {"sha256": row.sha256, "alt": first.b or "", "credit": (first.c or "")[:120], **size}


def jpeg_of(data: dict[str, Any]) -> bytes | None:
    """The picture of these values as a PDF keeps it small; None without one, or when the file can't be read."""
    if not data.get("picture"):
        return None
    try:
        with Image.open(storage.path_of(data["picture"]["sha256"])) as image:
            written = BytesIO()
            _on_white(image).save(written, "JPEG", quality=QUALITY, optimize=True)
    except OSError:
        current_app.logger.exception("the picture of a sheet could not be read")
        return None
    return written.getvalue()


def _on_white(image: Image.Image) -> Image.Image:
    """JPEG knows nothing transparent, and paper is white."""
    whole = image.convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", whole.size, "white"), whole).convert("RGB")
