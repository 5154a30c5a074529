"""A forgotten password: asked for with an address, chosen anew behind a code or a link."""

from flask import flash, redirect, render_template, request, session, url_for

from app.accounts import browser
from app.accounts.forms.entry import ForgotForm, ResetForm
from app.accounts.queries import people_at
from app.accounts.services import credentials
from app.accounts.services.sign_up import LinkSpent
from app.accounts.views.blueprint import bp
from app.accounts.views.log_in import BLOCKED
from app.accounts.views.terms import go_on
from app.accounts.views.waiting import Answer, code_page, expired_page, wait_for
from app.core.guards import public
from app.core.limits import address
from app.core.tokens import OneTimeToken, find_by_id, find_by_link

PROVEN = "proven_reset"


@bp.route("/konto/passwort-vergessen", methods=["GET", "POST"])
@public
def forgot_password() -> Answer:
    form = ForgotForm(data={"email": request.args.get("email", "")[:254]})
    if not form.validate_on_submit():
        return render_template("accounts/forgot_password.html", form=form), 422 if form.is_submitted() else 200
    wait_for(credentials.RESET, credentials.ask_for_reset(form.email.data, network=address()))
    return redirect(url_for("accounts.reset_by_code"), 303)


@bp.route("/konto/passwort-neu", methods=["GET", "POST"])
@public
def reset_by_code() -> Answer:
    return code_page("accounts/reset_by_code.html", credentials.RESET, _proven)


def _proven(token: OneTimeToken) -> Answer:
    session[PROVEN] = token.id
    return redirect(url_for("accounts.choose_password"), 303)


@bp.route("/konto/passwort-neu/waehlen", methods=["GET", "POST"])
@public
def choose_password() -> Answer:
    """After the right digits."""
    return _choose(find_by_id(credentials.RESET, session.get(PROVEN, 0)))


@bp.route("/konto/passwort-neu/<link>", methods=["GET", "POST"])
@public
def reset_by_link(link: str) -> Answer:
    return _choose(find_by_link(credentials.RESET, link))


def _choose(token: OneTimeToken | None) -> Answer:
    people = _people(token)
    if token is None or not people:
        return expired_page(credentials.RESET)
    form = ResetForm(people)
    if form.validate_on_submit() and form.chosen():
        return _reset(token, form)
    return render_template("accounts/choose_password.html", form=form), 422 if form.is_submitted() else 200


def _people(token: OneTimeToken | None) -> list:
    if token is None:
        return []
    wanted = token.payload.get("user_ids", ())
    return [one for one in people_at(token.payload["email"]) if one.id in wanted]


def _reset(token: OneTimeToken, form: ResetForm) -> Answer:
    try:
        person = credentials.reset_password(token, form.chosen().id, form.password.data)
    except LinkSpent:
        return expired_page(credentials.RESET)
    if person.blocked_at:
        flash(BLOCKED, "danger")
        return redirect(url_for("accounts.log_in"), 303)
    browser.sign_in(person.id)
    flash("Ihr neues Passwort gilt. Sie sind angemeldet, auf allen anderen Geräten abgemeldet.")
    return go_on(person.id, "")
