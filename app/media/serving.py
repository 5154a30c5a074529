"""Handing out a file: pictures inline, everything else as a download that no browser runs."""

from flask import Response, abort, current_app, send_file

from app.core.pictures import MEDIA_TYPE as PICTURE
from app.core.storage import path_of
from app.media.queries import ServedFile

FOR_EVER = 31_536_000  # seconds; an attachment's file never changes
POLICY = "default-src 'none'; sandbox"


def serve(file: ServedFile, *, for_everyone: bool) -> Response:
    """The file with an ETag. for_everyone: any cache may keep it; else only the reader's own, asking each time."""
    path = path_of(file.sha256)
    if not path.is_file():
        current_app.logger.error("file %s is missing", file.sha256)
        abort(404)
    response = send_file(
        path,
        mimetype=file.media_type,
        as_attachment=file.media_type != PICTURE,
        download_name=file.name,
        etag=file.sha256,
        conditional=True,
    )
    kept = f"public, max-age={FOR_EVER}, immutable" if for_everyone else "private, no-cache"
    response.headers["Cache-Control"] = kept
    response.headers["Content-Security-Policy"] = POLICY
    return response
