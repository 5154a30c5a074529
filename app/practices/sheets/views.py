from flask import Blueprint, Response, abort

from app.core.guards import allow
from app.practices.kinds import CASE, PRACTICE
from app.practices.permissions import PracticeAction
from app.practices.queries.entries import Entry, Parts, case_by_slug, practice_by_slug
from app.practices.queries.parts import case_parts, practice_parts
from app.practices.sheets.texts import sheet_data
from app.practices.sheets.typesetting import sheet_pdf

bp = Blueprint("sheets", __name__)


@bp.get("/massnahmen/<slug>/steckbrief.pdf")
@allow(PracticeAction.VIEW, load=practice_by_slug, moved=PRACTICE)
def practice(entry: Entry) -> Response:
    return _sheet(entry, practice_parts(entry.id))


@bp.get("/praxisbeispiele/<slug>/steckbrief.pdf")
@allow(PracticeAction.VIEW, load=case_by_slug, moved=CASE)
def case(entry: Entry) -> Response:
    return _sheet(entry, case_parts(entry.id, entry.practice_id))


def _sheet(entry: Entry, parts: Parts) -> Response:
    if entry.slug is None:
        abort(404)
    response = Response(sheet_pdf(entry.id, sheet_data(entry, parts)), mimetype="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="steckbrief-{entry.slug}.pdf"'
    response.headers["X-Robots-Tag"] = "noindex"
    return response
