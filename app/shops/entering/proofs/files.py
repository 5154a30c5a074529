"""What is taken as a proof: PDF as it is, photographs written anew without place and camera."""

from dataclasses import dataclass
from typing import Any

from wtforms.validators import ValidationError

from app.core.pictures import PictureRefused, read_picture
from app.core.uploads import UploadTooLarge, checked_content
from app.media.documents import PDF, DocumentRefused, check_document

LARGEST_BYTES = 10_000_000
ACCEPTED = "application/pdf,image/jpeg,image/png"
TOO_LARGE = "Die Datei ist größer als 10 MB. Bitte verkleinern Sie sie, und wählen Sie sie noch einmal aus."
OTHER_TYPE = "Bitte nehmen Sie eine PDF-, JPEG- oder PNG-Datei."
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")
_LONGEST_SIDE = 3000  # pixels: small print on a photographed form stays legible


@dataclass(frozen=True)
class ProofFile:
    content: bytes
    suffix: str
    media_type: str


class ProofRefused(ValueError):
    """str() is a German sentence for the field."""


def read_proof(content: bytes) -> ProofFile:
    """Known by its content, never by its name. Raises ProofRefused."""
    if len(content) > LARGEST_BYTES:
        raise ProofRefused(TOO_LARGE)
    try:
        if content.startswith(_PICTURES):
            picture = read_picture(content, longest=_LONGEST_SIDE).full
            return ProofFile(picture.content, "webp", picture.media_type)
        if check_document(content) is PDF:
            return ProofFile(content, PDF.suffix, PDF.media_type)
    except PictureRefused as refusal:
        raise ProofRefused(str(refusal)) from None
    except DocumentRefused as refusal:
        raise ProofRefused(str(refusal) if content.startswith(b"%PDF-") else OTHER_TYPE) from None
    raise ProofRefused(OTHER_TYPE)


class ProofCheck:
    """Validator of a file field: leaves a ProofFile, or None when none was sent, in `field.proof`."""

    def __call__(self, form: Any, field: Any) -> None:
        field.proof = None
        if not field.data:
            return
        try:
            field.proof = read_proof(checked_content(field.data))
        except (UploadTooLarge, ProofRefused) as refusal:
            raise ValidationError(str(refusal)) from None
