"""Staff: verify organisations, enter mail domains, confirm first admins and who acts for a town."""

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.core.guards import allow
from app.core.paging import page_number
from app.core.permissions import who
from app.organisations import acting, domains, membership, queries
from app.organisations import staff as reads
from app.organisations.forms import DomainForm
from app.organisations.models import KINDS, Organisation
from app.organisations.permissions import StaffAction
from app.organisations.services import verifying
from app.organisations.views.blueprint import bp
from app.organisations.views.pages import town_at

Answer = Response | str | tuple[str, int]
FREE = "Bei diesem Anbieter hat jeder eine Adresse; sie beweist nichts."


@bp.get("/redaktion/organisationen")
@allow(StaffAction.MANAGE)
def staff() -> str:
    text, show_all = request.args.get("q", "").strip()[:100], request.args.get("stand") == "alle"
    page = reads.queue(page_number(), text=text, only_waiting=not show_all)
    values = {"page": page, "text": text, "show_all": show_all, "bonds": acting.open_bonds(), "kinds": KINDS}
    return render_template("organisations/staff.html", **values)


@bp.route("/redaktion/organisationen/<slug>", methods=["GET", "POST"])
@allow(StaffAction.MANAGE, load=queries.by_slug)
def staff_detail(organisation: Organisation) -> Answer:
    """One organisation; sending the form enters a mail domain."""
    form = DomainForm()
    if form.validate_on_submit():
        try:
            verifying.add_domain(organisation, form.domain.data or "", actor=who())
            flash("Die Domain ist eingetragen.")
            return redirect(request.path, 303)
        except verifying.FreeMail:
            form.domain.errors = [FREE]
    values = {
        "entered": domains.entered_domains(organisation.id),
        "own": domains.own_domains(organisation.id),
        "members": membership.members(organisation.id),
        "requests": membership.open_requests(organisation.id),
        "history": reads.history(organisation.id),
        "actions": reads.ACTIONS,
        "town": town_at(organisation),
    }
    page = render_template("organisations/staff_detail.html", organisation=organisation, form=form, **values)
    return page, 422 if form.errors else 200


@bp.post("/redaktion/organisationen/<slug>/pruefung")
@allow(StaffAction.MANAGE, load=queries.by_slug)
def staff_verify(organisation: Organisation) -> Answer:
    if request.form.get("antwort") == "ja":
        verifying.verify(organisation, actor=who())
        flash("Die Organisation ist verifiziert. Ihre Verwaltung hat eine E-Mail bekommen.")
    else:
        verifying.unverify(organisation, actor=who())
        flash("Die Organisation ist nicht mehr verifiziert.")
    return redirect(url_for("organisations.staff_detail", slug=organisation.subject.slug), 303)


@bp.post("/redaktion/organisationen/<slug>/domain-entfernen")
@allow(StaffAction.MANAGE, load=queries.by_slug)
def staff_remove_domain(organisation: Organisation) -> Answer:
    verifying.remove_domain(organisation, request.form.get("domain", ""), actor=who())
    flash("Die Domain ist ausgetragen.")
    return redirect(url_for("organisations.staff_detail", slug=organisation.subject.slug), 303)
