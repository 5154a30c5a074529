"""Pictures made in memory, honest and hostile ones."""

import io
import struct
import zlib

from PIL import Image


def picture(kind: str = "JPEG", size: tuple[int, int] = (60, 40), mode: str = "RGB", **save: object) -> bytes:
    """picture("PNG", (300, 200)): bytes of a picture, red on the left and blue on the right."""
    image = Image.new(mode, size, "red" if mode not in ("L", "1", "P") else 1)
    if mode in ("RGB", "RGBA"):
        image.paste("blue", (size[0] // 2, 0, size[0], size[1]))
    buffer = io.BytesIO()
    image.save(buffer, kind, **save)
    return buffer.getvalue()


def sideways_photo_with_place() -> bytes:
    """As a telephone takes it: lying, with the note to turn it (6: a quarter clockwise), and with GPS."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "Kamera GmbH"
    exif.get_ifd(0x8825).update({1: "N", 2: (52.0, 30.0, 0.0), 3: "E", 4: (13.0, 22.0, 0.0)})
    return picture("JPEG", (60, 40), exif=exif)


def png_of(width: int, height: int) -> bytes:
    """A small valid PNG that unpacks to width × height grey pixels."""
    rows = zlib.compressobj(9)
    line = b"\x00" + b"\x00" * ((width + 7) // 8)
    data = b"".join(rows.compress(line) for _ in range(height)) + rows.flush()
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", data) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>'
GIF_AND_SCRIPT = b"GIF89a/*" + b"\x00" * 20 + b"*/=1;alert(1)//"
HTML = b"<!doctype html><script>alert(1)</script>"
