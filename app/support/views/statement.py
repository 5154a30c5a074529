"""The upload of a bank statement, where the operator has switched it on. The file never touches a disk here."""

from io import BytesIO
from typing import Any

from flask import (
    Blueprint,
    Flask,
    abort,
    current_app,
    flash,
    redirect,
    render_template,
    request,
    request_started,
    url_for,
)

from app.core.formats import number
from app.core.guards import allow
from app.core.languages import N_, _, ngettext
from app.core.permissions import who
from app.shops.models import Shop
from app.support.forms.managing import StatementForm
from app.support.permissions import SupportAction
from app.support.queries.shops import find_shop
from app.support.services.statements import Outcome, take_statement
from app.support.statements.lines import LARGEST_BYTES, StatementError
from app.support.statements.reading import read_statement

bp = Blueprint("support_statement", __name__)
END = "/hilfe/kontoauszug"
NOTHING = N_("In diesem Auszug steht keine Zahlung mit einem unserer Verwendungszwecke. Nichts wurde übernommen.")
ROOM = 100_000  # for the rest of the form


@bp.route(f"/laeden/<slug>{END}", methods=["GET", "POST"])
@allow(SupportAction.MANAGE, load=find_shop)
def statement(shop: Shop) -> Any:
    if not current_app.config["SETTINGS"].shop_statements:
        abort(404)
    form = StatementForm()
    if form.validate_on_submit():
        try:
            outcome = take_statement(shop, read_statement(form.file.content), actor=who())  # type: ignore[attr-defined]
            flash(_sentence(outcome))
            return redirect(url_for("support_managing.overview", slug=shop.subject.slug), 303)
        except StatementError as refusal:
            form.file.errors = [_(str(refusal))]
    page = {"shop": shop, "subject": shop.subject, "robots": "noindex"}
    return render_template("support/statement.html", form=form, **page), 422 if form.is_submitted() else 200


def _sentence(outcome: Outcome) -> str:
    if not (outcome.booked or outcome.proposed or outcome.known):
        return _(NOTHING)
    booked, proposed, known = outcome.booked, outcome.proposed, outcome.known
    parts = [ngettext("%(n)s Eingang ist bestätigt", "%(n)s Eingänge sind bestätigt", booked, n=number(booked))]
    if proposed:
        parts.append(
            ngettext(
                "%(n)s Zahlung wartet auf Ihren Blick",
                "%(n)s Zahlungen warten auf Ihren Blick",
                proposed,
                n=number(proposed),
            )
        )
    if known:
        parts.append(
            ngettext("%(n)s Zahlung war schon bekannt", "%(n)s Zahlungen waren schon bekannt", known, n=number(known))
        )
    return _("%(found)s. Alles andere im Auszug ist vergessen.", found=", ".join(parts))


def _stay_in_memory(sender: Flask, **_: Any) -> None:
    """Werkzeug lays larger files on the disk while it reads a form; a statement may lie nowhere."""
    if request.path.endswith(END) and request.method == "POST":
        request.max_content_length = LARGEST_BYTES + ROOM
        request._get_file_stream = lambda *_, **__: BytesIO()  # type: ignore[method-assign,assignment]


def set_up(app: Flask) -> None:
    """Before anything that reads the form."""
    request_started.connect(_stay_in_memory, app, weak=False)
