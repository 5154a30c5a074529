"""Log-in, log-out."""

from flask import flash, redirect, render_template, session, url_for
from werkzeug.wrappers import Response

from app.accounts import browser, known_devices
from app.accounts.forms.entry import LogInForm
from app.accounts.services import authentication
from app.accounts.views.blueprint import bp
from app.accounts.views.terms import go_on
from app.core.guards import public
from app.core.limits import address
from app.core.local_paths import wanted_path
from app.core.permissions import who

Answer = Response | tuple[str, int, dict[str, str]]
Page = tuple[str, int, dict[str, str]]
WRONG = "E-Mail-Adresse oder Passwort stimmen nicht. Bitte prüfen Sie beides."
BLOCKED = "Dieses Konto ist gesperrt. Bitte wenden Sie sich an die Redaktion; die Anschrift steht im Impressum."


@bp.route("/konto/anmelden", methods=["GET", "POST"])
@public
def log_in() -> Answer:
    if not who().is_guest:
        return redirect(wanted_path() or url_for("accounts.overview"), 303)
    form = LogInForm()
    if not form.validate_on_submit():
        return _page(form, 422 if form.is_submitted() else 200)
    return _try(form)


def _try(form: LogInForm) -> Answer:
    device = known_devices.present()
    try:
        user_id = authentication.authenticate(form.email.data, form.password.data, network=address(), device=device)
    except authentication.TooManyTries:
        return _page(form, 429)
    except (authentication.WrongPassword, authentication.Blocked) as refusal:
        form.password.errors = [BLOCKED if isinstance(refusal, authentication.Blocked) else WRONG]
        return _page(form, 422)
    browser.sign_in(user_id)
    return go_on(user_id, wanted_path())


def _page(form: LogInForm, status: int) -> Answer:
    values = {"weiter": wanted_path(), "has_kept_form": "kept_form" in session, "too_many": status == 429}
    headers = {"Retry-After": str(authentication.TYPED.seconds)} if status == 429 else {}
    return render_template("accounts/log_in.html", form=form, **values), status, headers


@bp.post("/konto/abmelden")
@public
def log_out() -> Response:
    browser.sign_out()
    flash("Sie sind abgemeldet.")
    return redirect("/", 303)
