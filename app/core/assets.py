"""Static files: addresses carry a mark of the content, so browsers may keep them for ever; packed ones lie beside."""

import hashlib
from functools import lru_cache
from pathlib import Path

from flask import Flask, Response, abort, request, send_from_directory
from markupsafe import Markup
from werkzeug.datastructures import Accept

from app.core.guards import public
from app.core.security import never_a_page

FOLDER = Path(__file__).parent.parent / "static"
YEAR = 31_536_000
CODINGS = {"br": ".br", "gzip": ".gz"}
"""The smaller one first."""
ENDINGS = tuple(CODINGS.values())
NO_PAGES = {"text/css", "text/javascript", "font/woff2", "image/png", "image/jpeg", "image/webp"}
"""What a browser never opens as a page; a drawing (SVG) it does."""


@lru_cache(maxsize=512)
def asset(name: str) -> str:
    """Versioned address of a file below app/static. Raises FileNotFoundError when there is none."""
    mark = hashlib.sha256((FOLDER / name).read_bytes()).hexdigest()[:12]
    return f"/static/{name}?v={mark}"


@lru_cache(maxsize=512)
def icon(name: str) -> Markup:
    """A symbol of img/icons.svg; a function, since pages show dozens and a macro costs four times as much."""
    return Markup('<svg class="icon" aria-hidden="true"><use href="{}#{}"/></svg>').format(asset("img/icons.svg"), name)


@public
def serve(filename: str) -> Response:
    coding, packed = _packed(filename, request.accept_encodings)
    if packed:
        response = send_from_directory(FOLDER, packed, mimetype=_type(filename))
        response.headers["Content-Encoding"] = coding
    elif filename.endswith(ENDINGS):
        abort(404)
    else:
        response = send_from_directory(FOLDER, filename)
    response.headers.pop("Content-Disposition", None)
    response.headers["Vary"] = "Accept-Encoding"
    kept = "v" in request.args or "/vendor/" in request.path
    response.headers["Cache-Control"] = f"public, max-age={YEAR}, immutable" if kept else "public, max-age=3600"
    return never_a_page(response) if response.mimetype in NO_PAGES else response


def _packed(filename: str, accepted: Accept) -> tuple[str, str | None]:
    """Coding and name of the packed file beside it, or below dist/packed, where vendored files have theirs."""
    for coding, ending in CODINGS.items():
        names = (f"{filename}{ending}", f"dist/packed/{filename}{ending}")
        if accepted.quality(coding) and ".." not in filename:
            found = next((name for name in names if (FOLDER / name).is_file()), None)
            if found:
                return coding, found
    return "", None


def _type(filename: str) -> str:
    kinds = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}
    return kinds.get(filename.rsplit(".", 1)[-1], "application/octet-stream")


def set_up(app: Flask) -> None:
    app.add_url_rule("/static/<path:filename>", endpoint="static", view_func=serve, methods=["GET"])
    app.jinja_env.globals.update(asset=asset, icon_of=icon)
