"""Acting for a town: asking, confirming, ending."""

from flask import abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.core.guards import allow
from app.core.permissions import may, who
from app.organisations import acting, queries
from app.organisations.forms import TownForm
from app.organisations.models import ActsFor, Organisation
from app.organisations.permissions import ActingAction, OrganisationAction
from app.organisations.services import acting as service
from app.organisations.views.blueprint import bp

Answer = Response | str | tuple[str, int]


@bp.route("/organisationen/<slug>/handelt-fuer", methods=["GET", "POST"])
@allow(OrganisationAction.MEMBERS, load=queries.by_slug)
def acts_for(organisation: Organisation) -> Answer:
    """For city marketing: the towns it acts for. For a municipality: who asks to act for it."""
    form = TownForm()
    if form.validate_on_submit() and form.place.town:
        if not may(OrganisationAction.ACT, organisation):
            abort(403)
        service.ask_to_act(organisation, form.place.town, actor=who())
        flash("Die Anfrage ist gestellt. Die Kommune oder die Redaktion bestätigt sie.")
        return redirect(request.path, 303)
    values = {"own": queries.acts_for(organisation.id), "asking": acting.asking_for(organisation.town_id)}
    page = render_template("organisations/acts_for.html", organisation=organisation, form=form, **values)
    return page, 422 if form.errors else 200


@bp.post("/handelt-fuer/<int(max=999999999999):number>")
@allow(ActingAction.DECIDE, load=acting.find_bond)
def decide_acting(bond: ActsFor) -> Answer:
    is_confirmed = request.form.get("antwort") == "ja"
    service.decide_acting(bond, is_confirmed, actor=who())
    flash("Bestätigt. Das steht jetzt bei der Organisation." if is_confirmed else "Das ist festgehalten.")
    return redirect(_back(bond), 303)


@bp.post("/handelt-fuer/<int(max=999999999999):number>/beenden")
@allow(ActingAction.VIEW, load=acting.find_bond)
def end_acting(bond: ActsFor) -> Answer:
    service.end_acting(bond, actor=who())
    flash("Die Organisation handelt nicht mehr für diesen Ort.")
    return redirect(_back(bond), 303)


def _back(bond: ActsFor) -> str:
    """To the page of the organisation the person leads; staff to theirs."""
    town_organisation = getattr(bond, "town_organisation_id", None)
    mine = [one for one in (town_organisation, bond.organisation_id) if one in who().organisation_ids("org_admin")]
    if not mine:
        return url_for("organisations.staff")
    return f"{queries.labels(mine[:1])[mine[0]].url}/handelt-fuer"
