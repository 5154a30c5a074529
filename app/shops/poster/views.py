from pathlib import Path

from flask import Blueprint, Response, abort, request

from app.core.guards import allow
from app.core.typesetting import typeset
from app.shops import queries
from app.shops.kinds import SHOP
from app.shops.models import Shop
from app.shops.permissions import ShopAction
from app.shops.poster.texts import PAPERS, poster_data

bp = Blueprint("shop_poster", __name__)
TEMPLATE = Path(__file__).parent / "poster.typ"


@bp.get("/laeden/<slug>/aushang.pdf")
@allow(ShopAction.EDIT, load=queries.find_shop, moved=SHOP)
def poster(shop: Shop) -> Response:
    """?format=a5 for the small one."""
    if shop.subject.slug is None or shop.is_closed:
        abort(404)
    paper = request.args.get("format", "a4")
    if paper not in PAPERS:
        abort(404)
    response = Response(typeset(TEMPLATE, poster_data(shop, paper)), mimetype="application/pdf")
    name = f"aushang-{shop.subject.slug}-{paper}.pdf"
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    response.headers["X-Robots-Tag"] = "noindex"
    return response
