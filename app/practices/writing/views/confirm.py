from typing import Any

from flask import Blueprint, abort, flash, make_response, redirect, render_template, request
from wtforms import StringField

from app.core import tokens
from app.core.formats import german_date
from app.core.forms import BaseForm, at_most, required
from app.core.guards import allow, public
from app.core.limits import Limit, address, require
from app.core.permissions import allows, who
from app.core.subjects import Subject
from app.extensions import db
from app.practices.permissions import PracticeAction
from app.practices.writing import confirming
from app.practices.writing.confirming import Confirmable, find_confirmable
from app.practices.writing.desks import Desk, find_desk

bp = Blueprint("writing_confirm", __name__)
ASKED = Limit("town_asked", 3, 7 * 86_400)
TRIED = Limit("town_tried", 60, 3600)


class TownForm(BaseForm):
    name = StringField("Ihr Name", [required("Bitte geben Sie Ihren Namen an."), at_most(120)])


def find_case_desk(public_id: str) -> Desk | None:
    return find_desk("praxisbeispiele", public_id)


@bp.post("/praxisbeispiele/entwurf/<public_id>/bestaetigung")
@allow(PracticeAction.REPUBLISH, load=find_case_desk)
def ask(desk: Desk) -> Any:
    """A vendor asks the town."""
    found = confirming.confirmable(desk.subject)
    if found is None or not desk.subject.is_open:
        abort(404)
    waiting = confirming.waiting_request(desk.subject.id)
    if waiting and not waiting.may_be_repeated:
        flash(f"Die Kommune ist schon am {german_date(waiting.at)} um Bestätigung gebeten worden.", "info")
        return redirect(desk.url, 303)
    require(ASKED, desk.subject.public_id)
    if confirming.ask_town(found, actor=who()):
        flash("Die Kommune hat eine E-Mail mit einem Link bekommen. Bestätigt sie, steht es auf der Seite.")
    else:
        flash("Für diesen Ort ist noch keine Kommune im Netzwerk, die bestätigen könnte.", "info")
    return redirect(desk.url, 303)


@bp.post("/praxisbeispiele/<slug>/bestaetigen")
@allow(PracticeAction.CONFIRM, load=find_confirmable)
def confirm(found: Confirmable) -> Any:
    """Somebody of the town's organisation, logged in."""
    own = set(who().organisation_ids("org_admin", "org_editor"))
    organisation_id = next(number for number in found.town_organisation_ids if number in own)
    confirming.confirm(found.subject, organisation_id, actor=who(), name=who().name)
    flash("Danke: Das Praxisbeispiel gilt jetzt als von der Kommune bestätigt.")
    return redirect(found.subject.address, 303)


@bp.route("/bestaetigung/<link>", methods=["GET", "POST"])
@public
def decide(link: str) -> Any:
    """The town decides by link, without an account."""
    token = tokens.find_by_link(confirming.PURPOSE, link)
    subject = db.session.get(Subject, token.payload["case_id"]) if token else None
    if token is None or subject is None or not subject.is_open:
        abort(410, "Dieser Link gilt nicht mehr. Wer beim Ort angemeldet ist, kann auf der Seite selbst bestätigen.")
    form, status = TownForm(), 200
    if request.method == "POST":
        require(TRIED, address())
        if request.form.get("version", type=int) != subject.version:
            status = 409
        elif form.validate_on_submit():
            confirming.decide_by_link(token, agrees=request.form.get("antwort") == "ja", name=form.name.data or "")
            return _no_store(render_template("practices/writing/town_thanks.html", subject=subject), 200)
        else:
            status = 422
    html = render_template("practices/writing/town_decides.html", subject=subject, form=form, changed=status == 409)
    return _no_store(html, status)


def _no_store(html: str, status: int) -> Any:
    response = make_response(html, status)
    response.headers["Cache-Control"], response.headers["Referrer-Policy"] = "no-store", "strict-origin"
    return response


def panel(subject: Any) -> str:
    """On the page of a vendor's case: the button for people of the town."""
    if who().is_guest or subject.kind != "case_study" or not subject.is_vendors or subject.town_confirmed_at:
        return ""
    found = confirming.confirmable(subject)
    if found is None or not allows(who(), PracticeAction.CONFIRM, found):
        return ""
    return render_template("practices/writing/_confirm_panel.html", subject=subject)


def desk_panel(desk: Desk) -> str:
    """On the desk of a vendor: whether the town has confirmed, and the button that asks it."""
    found = confirming.confirmable(desk.subject) if desk.subject.is_open and desk.plan.short else None
    if found is None:
        return ""
    values = {"may_ask": allows(who(), PracticeAction.REPUBLISH, desk), "me": who().id}
    waiting = confirming.waiting_request(desk.subject.id)
    return render_template("practices/writing/_vendor_panel.html", desk=desk, found=found, waiting=waiting, **values)
