from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for

from app.core.guards import allow, signed_in
from app.core.permissions import who
from app.practices.permissions import PracticeAction
from app.practices.writing.beginning import first_data
from app.practices.writing.drafts import start_draft
from app.practices.writing.forms.begin import BeginForm, begin_form
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
    if form.validate_on_submit():
        return _start(plan, form, {public_id: number for number, public_id, _ in owners}[form.owner.data])
    return render_template("practices/writing/begin.html", plan=plan, form=form, owners=owners)


def _start(plan: Plan, form: BeginForm, owner_id: int) -> Any:
    source = {"measure_slug": request.args.get("massnahme", ""), "case_public_id": request.args.get("beispiel", "")}
    data = first_data(owner_id, **source)
    data["depth"] = form.depth.data if plan.short else "full"
    subject = start_draft(plan.kind, owner_id=owner_id, actor=who(), data=data)
    first = plan.steps_of(data)[0]
    return redirect(url_for("writing_edit.step", shelf=plan.shelf, public_id=subject.public_id, step=first.slug), 303)


@bp.get("/neu/praxisbeispiel/massnahmen")
@signed_in
def suggest_measures() -> Any:
    """Suggestions for the field "Gehört zur Maßnahme", as the typeahead wants them."""
    return [{"value": title, "label": title} for title in measures_like(request.args.get("q", "")[:100])]
