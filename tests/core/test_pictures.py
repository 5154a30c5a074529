import io
import resource
import time

import pytest
from PIL import Image

from app.core.pictures import MOST_PIXELS, PictureRefused, read_picture
from tests.factories.pictures import (
    GIF_AND_SCRIPT,
    HTML,
    PDF,
    SVG,
    picture,
    png_of,
    sideways_photo_with_place,
)


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_an_honest_picture_becomes_webp(kind):
    pictures = read_picture(picture(kind, (1500, 1000)))
    assert (pictures.full.width, pictures.full.height) == (1500, 1000)
    assert (pictures.small.width, pictures.small.height) == (640, 427)
    assert opened(pictures.full.content).format == "WEBP"


def test_a_large_photo_is_made_smaller():
    full = read_picture(picture("JPEG", (5000, 2500))).full
    assert (full.width, full.height) == (2000, 1000)


def test_a_sideways_photo_is_turned_upright_and_its_place_is_gone():
    full = read_picture(sideways_photo_with_place()).full
    image = opened(full.content)
    assert image.size == (40, 60)
    assert len(image.getexif()) == 0
    assert b"EXIF" not in full.content
    assert b"Kamera" not in full.content
    red, blue = image.convert("RGB").getpixel((20, 5)), image.convert("RGB").getpixel((20, 55))
    assert red[0] > 200 > red[2]
    assert blue[2] > 200 > blue[0]


@pytest.mark.parametrize("mode", ["L", "1", "P", "LA", "RGBA", "I;16"])
def test_every_kind_of_colour_is_understood(mode):
    assert read_picture(picture("PNG", mode=mode)).full.width == 60


def test_transparency_stays():
    clear = io.BytesIO()
    Image.new("RGBA", (20, 20), (255, 0, 0, 0)).save(clear, "PNG")
    assert opened(read_picture(clear.getvalue()).full.content).getpixel((5, 5))[3] == 0


def test_cmyk_photos_are_understood():
    assert read_picture(picture("JPEG", mode="CMYK")).full.width == 60


@pytest.mark.parametrize(
    "content",
    [b"", b"\x89PNG\r\n\x1a\n", SVG, GIF_AND_SCRIPT, HTML, PDF, b"PK\x03\x04" + b"0" * 500, picture("GIF", mode="P")],
    ids=["empty", "only a head", "svg", "gif with script", "html", "pdf", "zip", "gif"],
)
def test_what_is_no_picture_is_refused(content):
    with pytest.raises(PictureRefused):
        read_picture(content)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_half_a_picture_is_refused(kind):
    whole = picture(kind, (400, 300))
    with pytest.raises(PictureRefused):
        read_picture(whole[: len(whole) // 2])


def test_what_hides_behind_a_picture_does_not_come_along():
    full = read_picture(picture("JPEG") + b"<script>alert(1)</script>").full
    assert b"script" not in full.content


@pytest.mark.parametrize("size", [(30_000, 30_000), (8_000, 5_001), (65_000, 700)])
def test_a_bomb_is_refused_fast_and_cheaply(size):
    bomb = png_of(*size)
    before, started = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.monotonic()
    with pytest.raises(PictureRefused, match="40 Millionen"):
        read_picture(bomb)
    assert time.monotonic() - started < 2
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50_000  # kB
    assert size[0] * size[1] > MOST_PIXELS


def test_the_largest_allowed_picture_stays_below_200_megabytes():
    largest = png_of(8_000, 5_000)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert read_picture(largest).full.width == 2000
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 200_000  # kB
