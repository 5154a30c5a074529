import gzip

from flask import Blueprint, Response, abort, request, send_file

from app.core.guards import public
from app.core.security import never_a_page
from app.shops.map.base.drawing import BUNDLED, path_of
from app.shops.map.base.tiles import tile

bp = Blueprint("shop_base_map", __name__)
YEAR = 31_536_000
LARGEST_ZOOM = 22
TILE = "application/vnd.mapbox-vector-tile"


@bp.get("/laeden/karte/kacheln/<name>.pmtiles")
@public
def archive(name: str) -> Response:
    """A tile archive, piece by piece: browsers ask for the bytes of the tiles they need (Range, If-Range, ETag)."""
    path = path_of(name)
    if path is None:
        abort(404)
    return _kept(send_file(path, mimetype="application/vnd.pmtiles", conditional=True))


@bp.get("/laeden/karte/kacheln/<any(deutschland, heidelberg):name>/<int:zoom>/<int:x>/<int:y>")
@public
def one_tile(name: str, zoom: int, x: int, y: int) -> Response:
    """A vector tile of ours; 204 where nothing lies."""
    if zoom > LARGEST_ZOOM or max(x, y) >= 1 << zoom:
        abort(404)
    packed = tile(BUNDLED / f"{name}.pmtiles", zoom, x, y)
    if packed is None:
        return _kept(Response(status=204))
    if not request.accept_encodings.quality("gzip"):
        return _kept(Response(gzip.decompress(packed), mimetype=TILE))
    return _kept(Response(packed, mimetype=TILE, headers={"Content-Encoding": "gzip"}))


def _kept(response: Response) -> Response:
    response.headers.pop("Content-Disposition", None)
    response.headers["Cache-Control"] = f"public, max-age={YEAR}, immutable" if "v" in request.args else "no-cache"
    if response.mimetype == TILE:
        response.vary.add("Accept-Encoding")
    return never_a_page(response)
