"""After a log-in, once: the operator has published terms of use that ask for consent."""

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from app.accounts.forms.entry import TermsForm
from app.accounts.services.consent import agree, seen_version, terms_to_ask
from app.accounts.views.blueprint import bp
from app.core.guards import signed_in
from app.core.local_paths import wanted_path
from app.core.permissions import who

Answer = Response | str | tuple[str, int]


def go_on(user_id: int, path: str) -> Response:
    """Where a person goes after a log-in: to what she wanted, by way of the question if there is one."""
    path = path or url_for("accounts.overview")
    asked = terms_to_ask(user_id) is not None
    return redirect(url_for("accounts.agree_to_terms", weiter=path) if asked else path, 303)


@bp.route("/konto/nutzungsbedingungen", methods=["GET", "POST"])
@signed_in
def agree_to_terms() -> Answer:
    user_id, form = who().id or 0, TermsForm()
    if form.validate_on_submit():
        agree(user_id, seen_version(form.terms_version.data))
        flash("Danke. Ihr Einverständnis ist gespeichert.")
        return go_on(user_id, wanted_path())
    terms = terms_to_ask(user_id)
    if terms is None:
        return redirect(wanted_path() or url_for("accounts.overview"), 303)
    form.terms_version.data = terms.number
    return render_template("accounts/terms.html", form=form, terms=terms, weiter=wanted_path() or "/konto/")
