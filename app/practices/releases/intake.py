"""Contributions by mail or PDF: staff take a text in for an organisation, which then releases it."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request

from app.core import audit
from app.core.actors import Actor
from app.core.guards import allow
from app.core.permissions import who
from app.core.subjects import Subject
from app.core.transaction import transaction
from app.practices.kinds import CASE
from app.practices.permissions import PracticeAction
from app.practices.releases.forms import IntakeForm
from app.practices.releases.services import send_for_release
from app.practices.writing.desks import find_desk
from app.practices.writing.drafts import start_draft
from app.practices.writing.lookups import find_organisation
from app.practices.writing.plans import CASES
from app.practices.writing.publishing import NotReady

bp = Blueprint("releases_intake", __name__)


@bp.route("/redaktion/einsendungen/neu", methods=["GET", "POST"])
@allow(PracticeAction.TAKE_IN)
def take_in() -> Any:
    form = IntakeForm()
    if form.validate_on_submit():
        owner_id = find_organisation(form.organisation.data or "")
        if owner_id is not None:
            return _begin(form, owner_id)
    return render_template("practices/releases/intake.html", form=form), 422 if request.method == "POST" else 200


def _begin(form: IntakeForm, owner_id: int) -> Any:
    data = {
        "title": form.title.data,
        "place": form.place.data,
        "place_key": form.place.key,
        "what": form.what.data,
        "depth": "short",
    }
    subject = begin_for(owner_id, data, actor=who())
    desk = find_desk(CASES.shelf, subject.public_id)
    assert desk is not None
    if not form.recipient.data:
        flash("Der Entwurf ist angelegt. Wenn er fertig ist, schicken Sie den Link zur Freigabe.")
        return redirect(desk.url, 303)
    try:
        send_for_release(
            subject, desk.data, recipient=form.recipient.data, message=form.message.data or "", actor=who()
        )
    except NotReady:
        flash("Der Entwurf ist angelegt. Vor der Freigabe fehlt noch etwas.", "warning")
        return redirect(f"{desk.url}pruefen", 303)
    flash(f"Der Entwurf ist angelegt, und der Link ist unterwegs an {form.recipient.data}.")
    return redirect(desk.url, 303)


def begin_for(owner_id: int, data: Mapping[str, Any], *, actor: Actor) -> Subject:
    """A draft that belongs to an organisation, written by staff on its behalf; noted in the log."""
    with transaction(raises_cache=False):
        subject = start_draft(CASE, owner_id=owner_id, actor=actor, data=data)
        audit.record("release.taken_in", actor_id=actor.id, subject_id=subject.id)
    return subject
