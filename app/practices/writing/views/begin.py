from typing import Any

from flask import Blueprint, redirect, render_template, request

from app.core.guards import allow, signed_in
from app.core.permissions import who
from app.practices.completions.services import find_stub
from app.practices.permissions import PracticeAction
from app.practices.writing.beginning import begin
from app.practices.writing.forms.begin import begin_form
from app.practices.writing.lookups import measures_like, organisations_of
from app.practices.writing.plans import CASES, MEASURES, Plan

bp = Blueprint("writing_begin", __name__)


@bp.route("/neu/praxisbeispiel", methods=["GET", "POST"])
@allow(PracticeAction.WRITE)
def case() -> Any:
    """A new case; ?massnahme=<slug> or ?beispiel=<public id> fill in what is known."""
    return _begin(CASES)


@bp.route("/neu/massnahme", methods=["GET", "POST"])
@allow(PracticeAction.WRITE)
def measure() -> Any:
    return _begin(MEASURES)


def _begin(plan: Plan) -> Any:
    owners = organisations_of(who().organisation_ids())
    if not owners:
        return render_template("practices/writing/no_organisation.html", plan=plan)
    form = begin_form(owners, with_depth=plan.short is not None)
    stub = find_stub(request.args.get("beispiel", "")) if plan.short else None
    if form.validate_on_submit():
        owner_id = {public_id: number for number, public_id, _ in owners}[form.owner.data]
        depth = form.depth.data if plan.short else "full"
        measure_slug = request.args.get("massnahme", "")
        subject = begin(plan, owner_id, depth=depth, actor=who(), measure_slug=measure_slug, stub=stub)
        first = plan.steps_of({"depth": depth})[0]
        return redirect(f"/{plan.shelf}/entwurf/{subject.public_id}/{first.slug}", 303)
    return render_template("practices/writing/begin.html", plan=plan, form=form, owners=owners, stub=stub)


@bp.get("/neu/praxisbeispiel/massnahmen")
@signed_in
def suggest_measures() -> Any:
    """Suggestions for the field "Gehört zur Maßnahme", as the typeahead wants them."""
    return [{"value": title, "label": title} for title in measures_like(request.args.get("q", "")[:100])]
