"""The door that counts clicks to places outside; the links themselves lead there directly."""

from flask import Blueprint, abort, request

from app.core.guards import allow
from app.extensions import csrf
from app.shops.models import Shop
from app.support.clicks import note_click
from app.support.permissions import SupportAction
from app.support.queries.shops import find_shop

bp = Blueprint("support_outward", __name__)


@bp.post("/laeden/<slug>/weiter/<int(max=999999999999):number>")
@csrf.exempt
@allow(SupportAction.VIEW, load=lambda slug, number: find_shop(slug))
def click(shop: Shop) -> tuple[str, int]:
    """Sent by the browser beside following the link. The page's signature stands in for the form token.

    Guests' pages are kept for all and can't hold a token of one person; nothing but a count can change here.
    """
    if not note_click(shop.id, (request.view_args or {})["number"], request.form.get("zeichen", "")):
        abort(400, "Dieser Klick kam nicht von einer unserer Seiten.")
    return "", 204
