"""Password and e-mail address of the own account."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from app.accounts import browser
from app.accounts.forms.own import ButtonForm, NewAddressForm, NewPasswordForm
from app.accounts.models import User
from app.accounts.queries import find_own
from app.accounts.services import credentials
from app.accounts.services.authentication import TooManyTries, WrongPassword
from app.accounts.services.sign_up import LinkSpent, MailboxFull
from app.accounts.views.blueprint import bp
from app.accounts.views.sign_up import FULL
from app.accounts.views.waiting import Answer, code_page, expired_page, wait_for
from app.core.guards import public, signed_in
from app.core.permissions import who
from app.core.tokens import OneTimeToken, find_by_link

WRONG = "Das ist nicht Ihr jetziges Passwort."
TOO_MANY = "Das waren zu viele falsche Versuche. Bitte warten Sie eine Viertelstunde."


def checked_password(field: Any) -> User | None:
    """The present person when the field holds her password; else the field says what is wrong."""
    try:
        return credentials.check_password(who().id or 0, field.data)
    except (WrongPassword, TooManyTries) as refusal:
        field.errors = [TOO_MANY if isinstance(refusal, TooManyTries) else WRONG]
        return None


@bp.get("/.well-known/change-password")
@public
def well_known() -> Response:
    return redirect("/konto/passwort", 302)


@bp.route("/konto/passwort", methods=["GET", "POST"])
@signed_in
def password() -> Answer:
    own = find_own(who().id)
    form = NewPasswordForm(personal=(own.name, own.email, own.email.split("@")[0]))
    if form.validate_on_submit() and checked_password(form.password):
        credentials.change_password(own.id, form.new_password.data, log_in_id=who().session_id)
        browser.sign_in(own.id)
        flash("Ihr neues Passwort gilt. Auf allen anderen Geräten sind Sie abgemeldet.")
        return redirect(url_for("accounts.overview"), 303)
    return render_template("accounts/password.html", form=form, email=own.email), 422 if form.is_submitted() else 200


@bp.route("/konto/email", methods=["GET", "POST"])
@signed_in
def email() -> Answer:
    form = NewAddressForm()
    if form.validate_on_submit() and checked_password(form.password):
        wait_for(credentials.NEW_EMAIL, credentials.ask_for_new_address(who().id or 0, form.email.data))
        return redirect(url_for("accounts.email_by_code"), 303)
    page = {"form": form, "email": find_own(who().id).email}
    return render_template("accounts/email.html", **page), 422 if form.is_submitted() else 200


@bp.route("/konto/email/bestaetigen", methods=["GET", "POST"])
@signed_in
def email_by_code() -> Answer:
    return code_page("accounts/email_by_code.html", credentials.NEW_EMAIL, _finish)


@bp.route("/konto/email/bestaetigen/<link>", methods=["GET", "POST"])
@signed_in
def email_by_link(link: str) -> Answer:
    token = find_by_link(credentials.NEW_EMAIL, link)
    if token is None or token.user_id != who().id:
        return expired_page(credentials.NEW_EMAIL)
    form = ButtonForm()
    if form.validate_on_submit():
        return _finish(token)
    return render_template("accounts/email_by_link.html", form=form, email=token.payload["email"])


def _finish(token: OneTimeToken) -> Answer:
    actor = who()
    try:
        credentials.finish_new_address(token, user_id=actor.id or 0, log_in_id=actor.session_id)
    except LinkSpent:
        return expired_page(credentials.NEW_EMAIL)
    except MailboxFull:
        flash(FULL, "danger")
        return redirect(url_for("accounts.email"), 303)
    browser.sign_in(actor.id or 0)
    flash("Ihre neue E-Mail-Adresse gilt. Auf allen anderen Geräten sind Sie abgemeldet.")
    return redirect(url_for("accounts.overview"), 303)
