"""The door that counts clicks, and the staff's page of what is missing."""

from typing import Any

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for

from app.core.guards import allow, public
from app.core.paging import page_number, page_of, window
from app.core.tables import csv_response
from app.extensions import csrf, db
from app.search.learning import counting, queries, services
from app.search.learning.models import MissingText
from app.search.learning.permissions import LearningAction

bp = Blueprint("search_learning", __name__)
PER_PAGE = 50


@bp.post("/suche/klick")
@csrf.exempt
@public
def click() -> tuple[str, int]:
    """Sent by the browser beside following a hit. The page's signature stands in for the form token.

    Guests' pages are kept for all and can't hold a token of one person; nothing but a count can change here.
    """
    rank = request.form.get("rang", "")
    if not counting.is_ours(request.form.get("zeichen", "")) or not (rank.isascii() and rank.isdigit()):
        abort(400, "Dieser Klick kam nicht von einer unserer Seiten.")
    counting.note_click(max(1, int(rank[:6])))
    return "", 204


@bp.get("/redaktion/suche")
@allow(LearningAction.LOOK)
def overview() -> str:
    number = page_number()
    rows = db.session.execute(window(queries.missing(), number, PER_PAGE)).all()
    values = {"summary": queries.summary(), "is_on": counting.is_on(), "many_days": counting.MANY_DAYS}
    return render_template("search/learning/overview.html", page=page_of(rows, number, PER_PAGE), **values)


@bp.get("/redaktion/suche.csv")
@allow(LearningAction.LOOK)
def as_csv() -> Response:
    rows = [(row.text, row.times, row.days, row.last_day) for row in queries.all_missing()]
    return csv_response("gesucht-und-nicht-gefunden", ("Suche", "Wie oft", "An Tagen", "Zuletzt am"), rows)


@bp.post("/redaktion/suche/<int:number>/erledigt")
@allow(LearningAction.LOOK, load=queries.entry)
def settle(entry: MissingText) -> Any:
    services.settle(entry)
    flash("Das steht nicht mehr auf der Liste.")
    return redirect(url_for("search_learning.overview"), 303)
