"""Choosing one's reminders by the signed link of a mail; mail programs unsubscribe here with one click (RFC 8058)."""

from typing import Any

from flask import Blueprint, abort, flash, make_response, redirect, render_template, request
from wtforms import SelectMultipleField
from wtforms.fields.choices import SelectChoice
from wtforms.widgets import CheckboxInput, ListWidget

from app.core.forms import BaseForm
from app.core.guards import public
from app.core.transaction import transaction
from app.extensions import csrf, db
from app.webtalks import links
from app.webtalks.kinds import REMINDERS
from app.webtalks.models import Registration, Webtalk
from app.webtalks.queries import find_registration

bp = csrf.exempt(Blueprint("webtalk_reminders", __name__))


class RemindersForm(BaseForm):
    reminders = SelectMultipleField(
        "Wann möchten Sie von uns hören?",
        choices=[SelectChoice(*one) for one in REMINDERS.items()],
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )

    class Meta(BaseForm.Meta):
        csrf = False  # the link is the permission; a mail program knows no token


@bp.route("/webtalks/anmeldung/<signed>/erinnerungen", methods=["GET", "POST"])
@public
def reminders(signed: str) -> Any:
    name = links.name_in(signed) or abort(404)
    registration = find_registration(name) or abort(404)
    form = RemindersForm(data={"reminders": registration.reminders})
    if request.form.get("List-Unsubscribe") == "One-Click":
        _keep(registration, [])
        return "", 204
    if form.validate_on_submit():
        _keep(registration, form.reminders.data or [])
        flash("Gespeichert.")
        return redirect(request.path, 303)
    talk = db.session.get_one(Webtalk, registration.webtalk_id)
    answer = make_response(render_template("webtalks/reminders.html", form=form, talk=talk, subject=talk.subject))
    answer.headers.update({"Cache-Control": "no-store", "Referrer-Policy": "same-origin"})
    return answer


def _keep(registration: Registration, wished: list[str]) -> None:
    with transaction(raises_cache=False):
        registration.reminders = wished
