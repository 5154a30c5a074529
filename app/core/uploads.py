"""Files that people send. One that is too large is refused at its field; the request as a whole may be larger, so that
it is read and the rest of the form is kept. Beyond that there is the page for status 413."""

from typing import Any

from flask import Flask, current_app, request
from flask_login import current_user
from werkzeug.datastructures import FileStorage
from wtforms.validators import ValidationError

from app.core.languages import _
from config import Settings

READ_TIMES = 3  # a request may be so many times as large as one file
DRAINED_TIMES = 10  # what is larger than this is cut off without a page
CHUNK = 1 << 16
LARGE: dict[str, str] = {}


class UploadTooLarge(ValueError):
    """str() is a German sentence for the field."""


def most_bytes(settings: Settings) -> int:
    """Largest request whose body is read at all."""
    return READ_TIMES * settings.upload_megabytes * 1_000_000


def checked_content(sent: FileStorage | None) -> bytes:
    """The bytes of a file; none when none was sent. Raises UploadTooLarge before reading it."""
    if not sent:
        return b""
    settings: Settings = current_app.config["SETTINGS"]
    size = sent.stream.seek(0, 2)
    sent.stream.seek(0)
    if size > settings.upload_megabytes * 1_000_000:
        raise UploadTooLarge(
            _(
                "Die Datei hat %(size)s MB, erlaubt sind %(most)s MB. "
                "Bitte verkleinern Sie sie und wählen Sie sie noch einmal aus.",
                size=f"{size / 1_000_000:.0f}",
                most=settings.upload_megabytes,
            )
        )
    return sent.read()


class FileSize:
    """Validator of a file field: leaves its bytes in `field.content`, or says how large it may be."""

    def __call__(self, form: Any, field: Any) -> None:
        try:
            field.content = checked_content(field.data)
        except UploadTooLarge as refusal:
            raise ValidationError(str(refusal)) from None


def drain() -> None:
    """Take in what is refused for its size: a browser shows no answer while its sending is cut off."""
    length, most = request.content_length or 0, current_app.config["MAX_CONTENT_LENGTH"]
    if not most < length <= DRAINED_TIMES * most // READ_TIMES:
        return
    stream = request.environ["wsgi.input"]
    while length > 0 and (chunk := stream.read(min(CHUNK, length))):
        length -= len(chunk)


def expect_large(endpoint: str, megabytes: str) -> None:
    """Doors through which larger files come, of people who are signed in. megabytes: name of the setting."""
    LARGE[endpoint] = megabytes


def _expect_text() -> None:
    """Forms without files need no more room than one file has."""
    if request.endpoint in LARGE and current_user.is_authenticated:
        megabytes = getattr(current_app.config["SETTINGS"], LARGE[request.endpoint])
        request.max_content_length = (megabytes + 5) * 1_000_000
    elif request.mimetype != "multipart/form-data":
        request.max_content_length = current_app.config["MAX_CONTENT_LENGTH"] // READ_TIMES


def set_up(app: Flask) -> None:
    """Before anything that reads the form."""
    app.before_request(_expect_text)
