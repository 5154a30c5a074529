"""Sign-up, and confirming the address by digits or by a link with a button."""

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.accounts import browser
from app.accounts.forms.entry import ConfirmForm, SignUpForm
from app.accounts.services import sign_up as service
from app.accounts.services.consent import seen_version
from app.accounts.terms import present_terms
from app.accounts.views.blueprint import bp
from app.accounts.views.terms import go_on
from app.accounts.views.waiting import Answer, code_page, expired_page, wait_for, waits_for
from app.core.guards import public
from app.core.limits import address
from app.core.local_paths import wanted_path
from app.core.permissions import who
from app.core.tokens import OneTimeToken, find_by_link

WRONG_PASSWORD = "Das ist nicht das Passwort, das Sie bei der Registrierung gewählt haben."
FULL = "Unter dieser E-Mail-Adresse gibt es schon fünf Konten. Bitte nehmen Sie eine andere."


@bp.route("/konto/registrieren", methods=["GET", "POST"])
@public
def sign_up() -> Answer:
    if not who().is_guest:
        return redirect(wanted_path() or url_for("accounts.overview"), 303)
    form = SignUpForm(data={"email": request.args.get("email", "")[:254], "terms_version": present_terms().number})
    if not form.validate_on_submit():
        status = 422 if form.is_submitted() else 200
        return render_template("accounts/sign_up.html", form=form, weiter=wanted_path()), status
    wish = {"name": form.name.data, "email": form.email.data, "password": form.password.data}
    wish["terms"] = seen_version(form.terms_version.data)
    wait_for(service.PURPOSE, service.ask_to_sign_up(**wish, weiter=wanted_path(), network=address()))
    return redirect(url_for("accounts.confirm_by_code"), 303)


@bp.route("/konto/bestaetigen", methods=["GET", "POST"])
@public
def confirm_by_code() -> Answer:
    return code_page("accounts/confirm_by_code.html", service.PURPOSE, _finish)


@bp.post("/konto/bestaetigen/neu")
@public
def send_code_again() -> Response:
    token_id = service.send_again(waits_for(service.PURPOSE) or 0)
    if token_id is None:
        return redirect(url_for("accounts.sign_up"), 303)
    wait_for(service.PURPOSE, token_id)
    flash("Wir haben Ihnen eine neue E-Mail geschickt. Es gilt nur noch der Code daraus.")
    return redirect(url_for("accounts.confirm_by_code"), 303)


@bp.route("/konto/bestaetigen/<link>", methods=["GET", "POST"])
@public
def confirm_by_link(link: str) -> Answer:
    token = find_by_link(service.PURPOSE, link)
    if token is None:
        return expired_page(service.PURPOSE)
    form = ConfirmForm()
    same_browser = waits_for(service.PURPOSE) == token.id
    name = token.payload.get("name", "")
    if form.validate_on_submit():
        if same_browser or service.knows_password(token, form.password.data or ""):
            return _finish(token)
        form.password.errors = [WRONG_PASSWORD]
    page = {"form": form, "name": name, "same_browser": same_browser}
    return render_template("accounts/confirm_by_link.html", **page), 422 if form.is_submitted() else 200


def _finish(token: OneTimeToken) -> Answer:
    try:
        user_id, weiter = service.finish_sign_up(token)
    except service.LinkSpent:
        return expired_page(service.PURPOSE)
    except service.MailboxFull:
        flash(FULL, "danger")
        return redirect(url_for("accounts.sign_up"), 303)
    browser.sign_in(user_id)
    flash("Willkommen! Ihr Konto ist angelegt, und Sie sind angemeldet.")
    return go_on(user_id, weiter)
