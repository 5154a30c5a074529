"""The door that counts clicks to places outside; the links themselves lead there directly."""

from flask import Blueprint, abort, request

from app.core.guards import allow
from app.extensions import csrf
from app.shops import queries
from app.shops.figures.clicks import kind_behind
from app.shops.figures.counting import count
from app.shops.models import Shop
from app.shops.permissions import ShopAction

bp = Blueprint("shop_clicks", __name__)


@bp.post("/laeden/<slug>/weiter/<way>")
@csrf.exempt
@allow(ShopAction.VIEW, load=lambda slug, way: queries.find_shop(slug))
def click(shop: Shop) -> tuple[str, int]:
    """Sent by the browser beside following the link. The page's signature stands in for the form token.

    Guests' pages are kept for all and can't hold a token of one person; nothing but a count can change here.
    """
    way = (request.view_args or {})["way"]
    kind = kind_behind(shop.id, way, request.form.get("zeichen", ""))
    if kind is None:
        abort(400, "Dieser Klick kam nicht von einer unserer Seiten.")
    count(shop.id, kind, way)
    return "", 204
