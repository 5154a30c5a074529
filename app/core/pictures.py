"""Pictures from outside, made harmless: checked before a pixel is decoded, turned upright, written anew.

What we keep is our own WebP: no EXIF, no place, no second file hidden behind the first.
"""

import io
import warnings
from dataclasses import dataclass

from PIL import Image, ImageOps

from app.core.languages import N_

MOST_PIXELS = 40_000_000
LONGEST_SIDE = 2000  # pixels
THUMBNAIL_SIDE = 640  # pixels
FORMATS = ("JPEG", "PNG", "WEBP")
MEDIA_TYPE = "image/webp"
Image.MAX_IMAGE_PIXELS = MOST_PIXELS

NOT_A_PICTURE = N_("Das ist kein Bild, das wir lesen können. Bitte nehmen Sie eine JPEG-, PNG- oder WebP-Datei.")
TOO_MANY_PIXELS = N_("Das Bild hat mehr als 40 Millionen Bildpunkte. Bitte verkleinern Sie es vorher.")
BROKEN = N_("Das Bild ist beschädigt oder unvollständig. Bitte öffnen Sie es und speichern Sie es neu.")
EMPTY = N_("Die Datei ist leer. Bitte wählen Sie eine andere.")


class PictureRefused(ValueError):
    """str() is a German sentence for the field."""


@dataclass(frozen=True)
class Picture:
    """content: WebP bytes. width, height: pixels after turning it upright."""

    content: bytes
    width: int
    height: int
    media_type: str = MEDIA_TYPE


@dataclass(frozen=True)
class PictureSet:
    full: Picture
    small: Picture


def read_picture(content: bytes, *, longest: int = LONGEST_SIDE, small: int = THUMBNAIL_SIDE) -> PictureSet:
    """A picture and its thumbnail, re-encoded. longest, small: longest side in pixels.

    Raises PictureRefused for anything but JPEG, PNG and WebP, for more than MOST_PIXELS, and for broken files.
    """
    if not content:
        raise PictureRefused(EMPTY)
    with _opened(content) as opened:
        upright = _decoded(opened, longest)
    return PictureSet(_written(upright, longest), _written(upright, small))


def _opened(content: bytes) -> Image.Image:
    """Reads the head alone: the size is known, nothing is decoded."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image = Image.open(io.BytesIO(content), formats=FORMATS)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise PictureRefused(TOO_MANY_PIXELS) from None
    except Exception:
        raise PictureRefused(NOT_A_PICTURE) from None
    if image.width * image.height > MOST_PIXELS:
        raise PictureRefused(TOO_MANY_PIXELS)
    return image


def _decoded(image: Image.Image, longest: int) -> Image.Image:
    """Upright RGB or RGBA of at most `longest` pixels a side; a large JPEG is shrunk while it is decoded."""
    try:
        image.draft("RGB", (longest, longest))
        image.thumbnail((longest, longest), Image.Resampling.LANCZOS, reducing_gap=2.0)
        return _plain(ImageOps.exif_transpose(image))
    except Exception:
        raise PictureRefused(BROKEN) from None


def _plain(image: Image.Image) -> Image.Image:
    if image.mode in ("RGB", "RGBA"):
        return image
    has_alpha = "A" in image.getbands() or "transparency" in image.info
    return image.convert("RGBA" if has_alpha else "RGB")


def _written(image: Image.Image, longest: int) -> Picture:
    copy = image.copy()
    copy.thumbnail((longest, longest), Image.Resampling.LANCZOS, reducing_gap=2.0)
    copy.info = {}
    buffer = io.BytesIO()
    copy.save(buffer, "WEBP", quality=82, method=3, exif=b"", icc_profile=b"", xmp=b"")
    return Picture(buffer.getvalue(), copy.width, copy.height)
