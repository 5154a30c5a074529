from flask import Blueprint, Response, abort, request, send_file

from app.core.guards import public
from app.core.security import never_a_page
from app.shops.map.base.drawing import path_of

bp = Blueprint("shop_base_map", __name__)
YEAR = 31_536_000


@bp.get("/laeden/karte/kacheln/<name>.pmtiles")
@public
def archive(name: str) -> Response:
    """A tile archive, piece by piece: browsers ask for the bytes of the tiles they need (Range, If-Range, ETag)."""
    path = path_of(name)
    if path is None:
        abort(404)
    response = send_file(path, mimetype="application/vnd.pmtiles", conditional=True)
    response.headers["Cache-Control"] = f"public, max-age={YEAR}, immutable" if "v" in request.args else "no-cache"
    response.headers.pop("Content-Disposition", None)
    return never_a_page(response)
