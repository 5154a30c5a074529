"""The own account: overview, devices, data, leaving."""

import json
from datetime import date

from flask import Response, flash, redirect, render_template, session, url_for
from werkzeug.wrappers import Response as Redirect

from app.accounts import browser
from app.accounts.forms.own import LeaveForm
from app.accounts.profiles import contact_has_lapsed
from app.accounts.queries import find_devices, find_own
from app.accounts.services import leaving, log_ins
from app.accounts.services.consent import terms_to_ask
from app.accounts.views.blueprint import bp
from app.accounts.views.passwords import checked_password
from app.core.guards import signed_in
from app.core.permissions import who
from app.core.personal_data import export_of, objections_to_leaving

Answer = Redirect | str | tuple[str, int]


def me() -> int:
    """Id of the member behind the request."""
    user_id = who().id
    assert user_id is not None
    return user_id


@bp.get("/konto/")
@signed_in
def overview() -> str:
    person = find_own(me())
    values = {"asks_contact": contact_has_lapsed(person), "asks_terms": terms_to_ask(person.id) is not None}
    return render_template("accounts/overview.html", person=person, **values)


@bp.get("/konto/geraete")
@signed_in
def devices() -> str:
    return render_template("accounts/devices.html", devices=find_devices(me()), present=who().session_id)


@bp.post("/konto/geraete/<int(max=999999999999):log_in_id>/abmelden")
@signed_in
def end_device(log_in_id: int) -> Redirect:
    log_ins.end_log_in(log_in_id, user_id=me())
    flash("Das Gerät ist abgemeldet.")
    return redirect(url_for("accounts.devices"), 303)


@bp.post("/konto/geraete/ueberall")
@signed_in
def end_all_devices() -> Redirect:
    log_ins.end_all_log_ins(me())
    browser.sign_out()
    flash("Sie sind überall abgemeldet.")
    return redirect(url_for("accounts.log_in"), 303)


@bp.get("/konto/daten")
@signed_in
def own_data() -> str:
    return render_template("accounts/own_data.html")


@bp.get("/konto/daten.json")
@signed_in
def own_data_file() -> Response:
    text = json.dumps(export_of(me()), ensure_ascii=False, indent=2)
    response = Response(text + "\n", content_type="application/json; charset=utf-8")
    name = f"meine-daten-{date.today().isoformat()}.json"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "private, no-store"
    return response


@bp.route("/konto/verlassen", methods=["GET", "POST"])
@signed_in
def leave() -> Answer:
    form = LeaveForm()
    if form.validate_on_submit() and checked_password(form.password):
        try:
            leaving.leave(me())
        except leaving.NotYet as refusal:
            return render_template("accounts/leave.html", form=form, objections=refusal.objections), 409
        session.clear()
        flash("Ihr Konto ist gelöscht. Danke, dass Sie dabei waren.")
        return redirect("/", 303)
    page = {"form": form, "objections": objections_to_leaving(me())}
    return render_template("accounts/leave.html", **page), 422 if form.is_submitted() else 200
