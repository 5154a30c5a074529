"""The lists of measures and cases: page, CSV, JSON and Atom, all with the same filters."""

from flask import Blueprint, Response, render_template, request
from markupsafe import Markup

from app.core.feeds import atom_response
from app.core.guards import public
from app.core.permissions import who
from app.core.remembered import remembered
from app.core.tables import csv_response, json_response
from app.places.your_town import YourTown, your_town
from app.practices.filters import CASE_FILTERS, PRACTICE_FILTERS, Chosen, groups, read_filters
from app.practices.kinds import CASE, PRACTICE
from app.practices.reading import files
from app.practices.reading.lists import listing, query_string, sort_of

bp = Blueprint("practice_lists", __name__)


def _chosen(kind: str, yours: YourTown) -> Chosen:
    population = yours.likeness.filters().get("einwohner") if yours.likeness and kind == CASE else None
    return read_filters(request.args, CASE_FILTERS if kind == CASE else PRACTICE_FILTERS, population)


def _page(kind: str) -> str:
    yours = your_town()
    chosen = _chosen(kind, yours)
    shown = listing(kind, chosen, who(), yours)
    return render_template(
        f"practices/list_{kind}.html",
        shown=shown,
        boxes=_boxes(kind, chosen, yours),
        query=query_string(),
        narrow=chosen.is_narrow,
        yours=yours,
        cost_problem=chosen.cost_problem,
    )


def _boxes(kind: str, chosen: Chosen, yours: YourTown) -> Markup:
    """The filter form; alike for everyone who has chosen the same, so it is drawn once."""
    sort = sort_of(kind)

    def draw() -> Markup:
        values = {"kind": kind, "chosen": chosen, "groups": groups(chosen), "yours": yours, "sort": sort}
        return Markup(render_template("practices/_filters.html", **values))

    if yours.problem:
        return draw()
    return remembered(("filters", kind, chosen.key, chosen.cost_text, yours.key, sort), draw)


@bp.get("/massnahmen/")
@public
def practices() -> str:
    return _page(PRACTICE)


@bp.get("/praxisbeispiele/")
@public
def cases() -> str:
    return _page(CASE)


@bp.get("/massnahmen/liste.csv")
@public
def practices_csv() -> Response:
    rows = files.practice_rows(_chosen(PRACTICE, your_town()), sort_of(PRACTICE), who())
    return csv_response("massnahmen", list(files.PRACTICE_COLUMNS), [list(row.values()) for row in rows])


@bp.get("/massnahmen/liste.json")
@public
def practices_json() -> Response:
    return json_response("massnahmen", files.practice_rows(_chosen(PRACTICE, your_town()), sort_of(PRACTICE), who()))


@bp.get("/praxisbeispiele/liste.csv")
@public
def cases_csv() -> Response:
    rows = files.case_rows(_chosen(CASE, your_town()), sort_of(CASE), who())
    return csv_response("praxisbeispiele", list(files.CASE_COLUMNS), [list(row.values()) for row in rows])


@bp.get("/praxisbeispiele/liste.json")
@public
def cases_json() -> Response:
    return json_response("praxisbeispiele", files.case_rows(_chosen(CASE, your_town()), sort_of(CASE), who()))


@bp.get("/feeds/massnahmen.atom")
@public
def practices_feed() -> Response:
    entries = files.feed_entries(PRACTICE, _chosen(PRACTICE, your_town()))
    return atom_response("Neue Maßnahmen", f"/massnahmen/{query_string()}", entries)


@bp.get("/feeds/praxisbeispiele.atom")
@public
def cases_feed() -> Response:
    entries = files.feed_entries(CASE, _chosen(CASE, your_town()))
    return atom_response("Neue Praxisbeispiele", f"/praxisbeispiele/{query_string()}", entries)
