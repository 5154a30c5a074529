"""The figures of one case, and the way to them."""

from flask import Blueprint, Response, abort, make_response, render_template

from app.core.guards import allow
from app.core.permissions import may
from app.core.rendering import macro
from app.marks.queries import FEWEST_TOLD
from app.practices.figures.queries import figures_of
from app.practices.kinds import CASE
from app.practices.permissions import PracticeAction
from app.practices.queries.entries import Entry, case_by_slug
from app.practices.reading.page import answer_speed

bp = Blueprint("practice_figures", __name__)


@bp.get("/praxisbeispiele/<slug>/zahlen")
@allow(PracticeAction.EDIT, load=case_by_slug, moved=CASE)
def of_case(entry: Entry) -> Response:
    """A draft has none: nobody could keep it or ask about it."""
    if entry.slug is None:
        abort(404)
    values = {"entry": entry, "figures": figures_of(entry), "fewest": FEWEST_TOLD}
    html = render_template("practices/figures.html", **values, answers=answer_speed(entry.answer_hours))
    response = make_response(html)
    response.headers["Cache-Control"] = "no-store"
    return response


def own_link(entry: Entry) -> str:
    if entry.kind != CASE or entry.slug is None or not may(PracticeAction.EDIT, entry):
        return ""
    return macro("practices/_own_figures.html", "own_figures")(entry.address)


PANELS = {"practices.detail.own": own_link}
