"""The map beside the typed position."""

from typing import Any

from flask import Blueprint, Response, g, jsonify, render_template, request

from app.core.assets import asset
from app.core.guards import allow
from app.shops import queries
from app.shops.map.base.drawing import base_map
from app.shops.map.views import map_policy
from app.shops.models import Shop
from app.shops.permissions import ShopAction
from app.shops.position.known import near_address, town_centre

bp = Blueprint("shop_position", __name__)
UNKNOWN = "In dieser Straße kennen wir noch keinen Punkt. Die Karte zeigt die Mitte von {}. Bitte schieben Sie ihn hin."
FOUND = "Gefunden: {}. Bitte schieben Sie den Punkt genau vor die Tür."
NOTHING = "Diese Adresse kennen wir noch nicht. Bitte verschieben Sie die Karte."


@bp.get("/laeden/<slug>/lage")
@allow(ShopAction.EDIT, load=queries.find_shop)
def search(shop: Shop) -> Response:
    """A point near the address that is typed, from what we have."""
    street, number = (request.args.get(name, "").replace("\0", "").strip()[:120] for name in ("strasse", "nr"))
    found = near_address(shop.subject.place_id, street, number)
    if found:
        return jsonify(lat=found.lat, lon=found.lon, words=FOUND.format(found.words))
    centre = town_centre(shop.subject.place_id)
    if centre:
        return jsonify(lat=centre.lat, lon=centre.lon, words=UNKNOWN.format(centre.words))
    return jsonify(lat=None, lon=None, words=NOTHING)


def of_form(shop: Any) -> str:
    """Below the typed field; without script only the field is there."""
    g.csp = map_policy()
    centre = town_centre(shop.subject.place_id)
    options = {
        "base": base_map(),
        "middle": [centre.lat, centre.lon] if centre else [51.2, 10.4],
        "zoom": 14 if centre else 6,
        "search": f"{shop.subject.address}/lage",
        "drawing": asset("js/map/base.js"),
        "styles": [asset("vendor/leaflet-1.9.4/leaflet.css"), asset("css/map/map.css")],
        "scripts": [asset("vendor/leaflet-1.9.4/leaflet.js")],
    }
    return render_template("shops/position/_pick.html", options=options)


PANELS = {"shops.edit.position": of_form}
