"""The pages of towns: all of them, one of them, and suggestions while typing."""

from flask import Blueprint, Response, abort, jsonify, render_template, request

from app.core.guards import allow, public
from app.core.paging import page_number
from app.core.remembered import remembered
from app.core.tables import csv_response, json_response
from app.places import queries
from app.places.alike import towns_like
from app.places.classes import STATE_BY_KEY, STATE_BY_NAME, STATES
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
    wanted = _wanted()
    area = queries.area(wanted.area_key) if wanted.area_key else None
    if wanted.area_key and area is None:
        abort(404, "Diesen Kreis gibt es im Register nicht.")
    page = queries.town_list(page_number(), wanted)
    values = {"area": area, "letters": LETTERS, "states": STATES, "state": STATE_BY_KEY.get(wanted.area_key)}
    return render_template("places/list.html", page=page, wanted=wanted, **values)


def _wanted() -> queries.Wanted:
    state = STATE_BY_NAME.get(request.args.get("land", ""))
    area_key = request.args.get("kreis", "").strip() or (state.key if state else "")
    return queries.Wanted(request.args.get("q", "").strip()[:100], area_key, _letter())


@bp.get("/orte/liste.csv")
@public
def index_csv() -> Response:
    rows = queries.town_rows(_wanted())
    return csv_response("orte", list(queries.FILE_COLUMNS), [list(row.values()) for row in rows])


@bp.get("/orte/liste.json")
@public
def index_json() -> Response:
    return json_response("orte", queries.town_rows(_wanted()))


def _letter() -> str:
    letter = request.args.get("buchstabe", "").upper()
    return letter if len(letter) == 1 and letter in LETTERS else ""


@bp.get("/orte/<ags>")
@allow(PlaceAction.VIEW, load=queries.by_ags)
def detail(place: Place) -> str:
    town = town_of(place)
    alike = remembered(("towns like", place.id), lambda: towns_like(town))
    values = {"alike": alike, "yours": your_town(), "successor": queries.successor(place)}
    return render_template("places/detail.html", place=place, town=town, **values)


@bp.get("/orte/vorschlaege")
@public
def suggestions() -> Response:
    """JSON for the town field: [{value, label, hint, url}], the largest first."""
    found = search(request.args.get("q", "")[:100], MOST_SUGGESTIONS)
    response = jsonify([{"value": t.key, "label": t.label, "hint": t.hint, "url": t.url} for t in found])
    response.headers["Cache-Control"] = "public, max-age=600"
    return response
