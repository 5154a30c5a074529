"""Static files: addresses carry a mark of the content, so browsers may keep them for ever; gzip lies beside."""

import hashlib
from functools import lru_cache
from pathlib import Path

from flask import Flask, Response, abort, request, send_from_directory

from app.core.guards import public

FOLDER = Path(__file__).parent.parent / "static"
YEAR = 31_536_000


@lru_cache(maxsize=512)
def asset(name: str) -> str:
    """Versioned address of a file below app/static. Raises FileNotFoundError when there is none."""
    mark = hashlib.sha256((FOLDER / name).read_bytes()).hexdigest()[:12]
    return f"/static/{name}?v={mark}"


@public
def serve(filename: str) -> Response:
    zipped = _zipped(filename) if "gzip" in request.headers.get("Accept-Encoding", "") else None
    if zipped:
        response = send_from_directory(FOLDER, zipped, mimetype=_type(filename))
        response.headers["Content-Encoding"] = "gzip"
    elif filename.endswith(".gz"):
        abort(404)
    else:
        response = send_from_directory(FOLDER, filename)
    response.headers["Vary"] = "Accept-Encoding"
    kept = "v" in request.args or "/vendor/" in request.path
    response.headers["Cache-Control"] = f"public, max-age={YEAR}, immutable" if kept else "public, max-age=3600"
    return response


def _zipped(filename: str) -> str | None:
    """The packed file beside it, or below dist/packed, where vendored files have theirs."""
    names = (f"{filename}.gz", f"dist/packed/{filename}.gz")
    return next((name for name in names if ".." not in name and (FOLDER / name).is_file()), None)


def _type(filename: str) -> str:
    kinds = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}
    return kinds.get(filename.rsplit(".", 1)[-1], "application/octet-stream")


def set_up(app: Flask) -> None:
    app.add_url_rule("/static/<path:filename>", endpoint="static", view_func=serve, methods=["GET"])
    app.jinja_env.globals["asset"] = asset
