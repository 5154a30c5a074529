from flask import Blueprint, Response

from app.core.guards import allow
from app.media.permissions import MediaAction
from app.media.queries import ServedFile, find_file, find_small_file
from app.media.serving import serve

bp = Blueprint("media", __name__)


@bp.get("/dateien/<int(max=999999999999):attachment_id>/<name>")
@allow(MediaAction.VIEW, load=find_file)
def file(found: ServedFile) -> Response:
    return serve(found, for_everyone=found.is_published and found.subject.is_open)


@bp.get("/dateien/<int(max=999999999999):attachment_id>/klein/<name>")
@allow(MediaAction.VIEW, load=find_small_file)
def thumbnail(found: ServedFile) -> Response:
    return serve(found, for_everyone=found.is_published and found.subject.is_open)
