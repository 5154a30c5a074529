"""The map of shops: a list that becomes a map, and the data behind both."""

import gzip
import hashlib
import json
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, Response, current_app, g, make_response, render_template, request

from app.core import clock
from app.core.assets import asset
from app.core.cache_version import read_version
from app.core.guards import public
from app.core.security import PERMISSIONS
from app.shops.directory.views import form
from app.shops.directory.wanted import EXTRAS, Wanted, read_wanted
from app.shops.map.base.drawing import base_map, outside
from app.shops.map.features import features_in, total
from app.shops.map.pace import keep_pace
from app.shops.map.queries import bounds_of
from app.shops.map.symbols import SYMBOLS
from app.shops.map.window import GERMANY, BadWindow, Window, around, fitting, read_box, read_middle

bp = Blueprint("shop_map", __name__)
OPEN_STATE_SECONDS = 60
LEAST_TO_PACK = 500
TOWN_ZOOM = 13
MAY_ASK_WHERE = PERMISSIONS.replace("geolocation=()", "geolocation=(self)")
FILTER_FIELDS = {"q", "kategorie", "hilfe", "offen", "rollstuhl", "ort", "ort_key", "umkreis", "von"}
MODULES = ("base", "markers", "list", "tools")


@bp.get("/laeden/karte")
@public
def page() -> Response:
    wanted = read_wanted(request.args)
    response = make_response(
        render_template("shops/map/page.html", **{**form(wanted), **shown(wanted)}, box=_box(wanted))
    )
    response.headers["Permissions-Policy"] = MAY_ASK_WHERE
    g.csp = map_policy()
    return response


@bp.get("/laeden/karte.geojson")
@public
def data() -> Response:
    """The groups and shops a window touches. `gesamt`: how many shops they are."""
    keep_pace()
    try:
        window = read_box(request.args)
    except BadWindow as error:
        return _sentence(str(error), 400)
    mark = _mark()
    if request.if_none_match.contains_weak(mark):
        return _kept(Response(status=304), mark)
    found = features_in(window, read_wanted(request.args))
    body = {"type": "FeatureCollection", "gesamt": total(found), "features": found}
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    return _kept(_packed(Response(text, content_type="application/geo+json; charset=utf-8")), mark)


def shown(wanted: Wanted) -> dict[str, Any]:
    """What list and map need: window, features, base map."""
    window = read_middle(request.args) or first_window(wanted)
    found = features_in(window, wanted)
    base, query = base_map(), kept_query()
    return {
        "features": found,
        "total": total(found),
        "base": base,
        "wanted": wanted,
        "query": query,
        "symbols": SYMBOLS,
        "options": {**options(window, query), "base": base},
    }


def options(window: Window, query: str) -> dict[str, Any]:
    """What the script is told beside the base map."""
    return {
        "center": window.middle,
        "zoom": window.zoom,
        "fitted": read_middle(request.args) is None,
        "data": "/laeden/karte.geojson",
        "query": query,
        "symbols": SYMBOLS,
        "sprite": asset("img/icons.svg"),
        "modules": {name: asset(f"js/map/{name}.js") for name in MODULES},
    }


def kept_query() -> str:
    """The filters of this address, without the window."""
    return urlencode([pair for pair in request.args.items(multi=True) if pair[0] in filter_fields() and pair[1]])


def filter_fields() -> set[str]:
    """Names in addresses that choose shops."""
    return FILTER_FIELDS | set(EXTRAS)


def first_window(wanted: Wanted) -> Window:
    """Where the map begins: at the shops that fit, else at the town that was asked for, else at all of Germany."""
    bounds = bounds_of(wanted) if wanted.is_narrow else None
    if bounds is None and wanted.point:
        return around(wanted.point.lat, wanted.point.lon, TOWN_ZOOM)
    return fitting(*(bounds or GERMANY))


def _box(wanted: Wanted) -> str:
    """The same window for the file."""
    window = read_middle(request.args) or first_window(wanted)
    degrees = ",".join(f"{one:.4f}" for one in (window.west, window.south, window.east, window.north))
    return "&".join(part for part in (f"bbox={degrees}&zoom={window.zoom}", kept_query()) if part)


def map_policy() -> dict[str, str]:
    """blob: pictures cut out of an archive. An outside host only where the operator has named one."""
    beyond = outside()
    return {"img-src": f"'self' data: blob:{' https://' + beyond['host'] if beyond else ''}"}


def _mark() -> str:
    """Changes with every write a guest can see, and each minute, since shops open and close. Asks no database."""
    version = read_version(current_app.config["SETTINGS"].instance_path)
    minute = int(clock.now().timestamp() // OPEN_STATE_SECONDS)
    return hashlib.sha256(f"{version}{minute}{request.query_string!r}".encode()).hexdigest()[:20]


def _packed(response: Response) -> Response:
    """Names and addresses repeat: a sixth of the bytes for a tenth of a millisecond."""
    content = response.get_data()
    response.vary.add("Accept-Encoding")
    if len(content) > LEAST_TO_PACK and request.accept_encodings.quality("gzip"):
        response.set_data(gzip.compress(content, 5, mtime=0))
        response.headers["Content-Encoding"] = "gzip"
    return response


def _kept(response: Response, mark: str) -> Response:
    response.set_etag(mark, weak=True)
    response.headers["Cache-Control"] = "no-cache"
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _sentence(text: str, code: int) -> Response:
    response = Response(json.dumps({"fehler": text}, ensure_ascii=False), code, content_type="application/json")
    response.headers["Cache-Control"] = "no-store"
    return response
