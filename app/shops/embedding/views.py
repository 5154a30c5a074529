"""The frames, and the page with the lines to copy for them."""

from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, Response, abort, current_app, g, make_response, render_template, request

from app.core.guards import public
from app.shops import queries
from app.shops.categories import CATEGORIES
from app.shops.directory.wanted import read_wanted
from app.shops.map.views import filter_fields, map_policy, shown
from app.shops.models import Shop
from app.shops.upkeep.freshness import age_badge

bp = Blueprint("shop_embedding", __name__)
WINDOW_FIELDS = {"mitte", "zoom"}
MAP_FRAME, CARD_FRAME = "/laeden/einbetten/karte", "/laeden/einbetten/laden/{slug}"


@bp.get("/laeden/einbetten")
@public
def snippets() -> str:
    """?laden=slug: the card of this shop; otherwise the map with the filters and the window of the address."""
    shop = _open_shop(request.args["laden"]) if request.args.get("laden") else None
    return render_template("shops/embedding/snippets.html", shop=shop, map_path=_map_path(), card_path=_card_path(shop))


@bp.get(MAP_FRAME)
@public
def map_frame() -> Response:
    values = shown(read_wanted(request.args))
    values["options"] = {**values["options"], "frame": True, "target": "_blank"}
    return _framed("shops/embedding/map.html", map_policy(), **values)


@bp.get("/laeden/einbetten/laden/<slug>")
@public
def card_frame(slug: str) -> Response:
    """Only what everyone may see: who looks is not asked."""
    shop = _open_shop(slug)
    age = age_badge(shop.claimed_at, shop.confirmed_at)
    values = {"category": CATEGORIES[shop.category].label, "state": queries.open_state(shop), "age": age}
    return _framed("shops/embedding/card.html", {}, shop=shop, **values)


def _open_shop(slug: str) -> Shop:
    shop = queries.find_shop(slug)
    if shop is None or not shop.subject.is_open or shop.is_closed:
        abort(404)
    return shop


def _framed(template: str, policy: dict[str, str], **values: Any) -> Response:
    hosts = current_app.config["SETTINGS"].embed_hosts
    g.csp = {**policy, "frame-ancestors": f"'self' {hosts}" if hosts else "*"}
    response = make_response(render_template(template, **values))
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _map_path() -> str:
    fields = filter_fields() | WINDOW_FIELDS
    query = urlencode([pair for pair in request.args.items(multi=True) if pair[0] in fields and pair[1]])
    return f"{MAP_FRAME}?{query}" if query else MAP_FRAME


def _card_path(shop: Shop | None) -> str:
    return CARD_FRAME.format(slug=shop.subject.slug) if shop else ""
