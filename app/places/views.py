"""The pages of towns: all of them, one of them, and suggestions while typing."""

from flask import Blueprint, Response, abort, jsonify, render_template, request

from app.core.guards import allow, public
from app.core.paging import page_number
from app.places import queries
from app.places.alike import towns_like
from app.places.classes import STATE_BY_NAME, STATES
from app.places.matching import search
from app.places.models import Place
from app.places.permissions import PlaceAction
from app.places.towns import town_of
from app.places.your_town import your_town

bp = Blueprint("places", __name__)
MOST_SUGGESTIONS = 10
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@bp.get("/orte/")
@public
def index() -> str:
    """All municipalities; `q` part of the name, `land` (NW), `kreis` (official key), `buchstabe`."""
    state = STATE_BY_NAME.get(request.args.get("land", ""))
    area_key = request.args.get("kreis", "").strip() or (state.key if state else "")
    area = queries.area(area_key) if area_key else None
    if area_key and area is None:
        abort(404, "Diesen Kreis gibt es im Register nicht.")
    text, letter = request.args.get("q", "").strip()[:100], _letter()
    page = queries.town_list(page_number(), text=text, area_key=area_key, letter=letter)
    return render_template(
        "places/list.html", page=page, text=text, letter=letter, letters=LETTERS, area=area, area_key=area_key,
        state=STATE_BY_NAME.get(state.name) if state else None, states=STATES,
    )  # fmt: skip


def _letter() -> str:
    letter = request.args.get("buchstabe", "").upper()
    return letter if len(letter) == 1 and letter in LETTERS else ""


@bp.get("/orte/<ags>")
@allow(PlaceAction.VIEW, load=queries.by_ags)
def detail(place: Place) -> str:
    town = town_of(place)
    return render_template(
        "places/detail.html", place=place, town=town, alike=towns_like(town), yours=your_town(),
        successor=queries.successor(place),
    )  # fmt: skip


@bp.get("/orte/vorschlaege")
@public
def suggestions() -> Response:
    """JSON for the town field: [{value, label, hint, url}], the largest first."""
    found = search(request.args.get("q", "")[:100], MOST_SUGGESTIONS)
    response = jsonify([{"value": t.key, "label": t.label, "hint": t.hint, "url": t.url} for t in found])
    response.headers["Cache-Control"] = "public, max-age=600"
    return response
