from typing import Any

from flask import Blueprint, Response, abort, flash, make_response, redirect, render_template, request
from wtforms.validators import StopValidation

from app.core.guards import allow, public
from app.core.limits import Limit, address, require
from app.core.permissions import allows, who
from app.core.subjects import Subject, subject_type
from app.extensions import db
from app.media.serving import serve
from app.practices.models import ReleaseRequest
from app.practices.permissions import PracticeAction
from app.practices.releases import services
from app.practices.releases.forms import DecideForm, SendForm
from app.practices.releases.queries import find_released_file, requests_of
from app.practices.writing.desks import Desk, find_desk
from app.practices.writing.plans import SHELVES
from app.practices.writing.publishing import NotReady, read_text
from app.practices.writing.shown import shown

bp = Blueprint("releases", __name__)
SENT = Limit("release_sent", 30, 86_400)
TRIED = Limit("release_tried", 60, 3600)
OWN_ADDRESS = "Bei Ihnen gibt eine zweite Person frei: Bitte schicken Sie den Link an jemand anderen."


@bp.route(f"/<{SHELVES}:shelf>/entwurf/<public_id>/freigabe", methods=["GET", "POST"])
@allow(PracticeAction.RELEASE, load=find_desk)
def send(desk: Desk) -> Any:
    """Send the draft to somebody who decides without an account."""
    form = SendForm()
    notes = read_text(desk.data, desk.subject)[1]
    if form.validate_on_submit() and not notes:
        require(SENT, str(who().id))
        try:
            services.send_for_release(
                desk.subject, desk.data, recipient=form.recipient.data, message=form.message.data or "", actor=who()
            )
            flash(f"Der Link ist unterwegs an {form.recipient.data}. Er gilt 14 Tage.")
            return redirect(desk.url, 303)
        except NotReady:
            return redirect(f"{desk.url}pruefen", 303)
        except services.OwnAddress:
            form.recipient.errors = [OWN_ADDRESS]
    status = 422 if form.errors else 200
    rows = requests_of(desk.subject.id)
    return render_template("practices/releases/send.html", desk=desk, form=form, notes=notes, requests=rows), status


@bp.post(f"/<{SHELVES}:shelf>/entwurf/<public_id>/freigabe/zurueckziehen")
@allow(PracticeAction.RELEASE, load=find_desk)
def take_back(desk: Desk) -> Any:
    services.withdraw_open(desk.subject, actor=who())
    flash("Der Link gilt nicht mehr.")
    return redirect(f"{desk.url}freigabe", 303)


@bp.route("/freigabe/<token>", methods=["GET", "POST"])
@public
def decide(token: str) -> Any:
    """The whole draft for whoever holds the link, with Freigeben and Bitte ändern."""
    asked = _asked(token)
    form = DecideForm()
    if request.method == "POST":
        require(TRIED, address())
        if request.form.get("antwort") == "aendern":
            _needs_comment(form)
        if form.validate_on_submit():
            return _decide(asked, form, token)
    return _page(asked, form, token, 422 if form.errors else 200)


@bp.get("/freigabe/<token>/dateien/<int(max=999999999999):number>/<name>")
@public
def file(token: str, number: int, name: str) -> Response:
    found = find_released_file(token, number, name)
    return serve(found, for_everyone=False) if found else abort(404)


def _asked(token: str) -> ReleaseRequest:
    return services.find_request(token) or abort(
        404, "Dieser Link ist unvollständig oder gilt nicht mehr. Bitte nehmen Sie die ganze Adresse aus der E-Mail."
    )


def _needs_comment(form: DecideForm) -> None:
    def check(_form: Any, field: Any) -> None:
        if not field.data:
            raise StopValidation("Bitte schreiben Sie, was geändert werden soll.")

    form.comment.validators = [*form.comment.validators, check]


def _decide(asked: ReleaseRequest, form: DecideForm, token: str) -> Any:
    name = form.name.data or ""
    try:
        if request.form.get("antwort") == "aendern":
            services.ask_for_change(asked, name=name, comment=form.comment.data or "")
        else:
            services.release(asked, name=name)
    except services.Outdated:
        return _page(asked, form, token, 409)
    except services.AlreadyDecided:
        pass
    return redirect(f"/freigabe/{token}", 303)


def _page(asked: ReleaseRequest, form: DecideForm, token: str, status: int) -> Response:
    subject = db.session.get_one(Subject, asked.subject_id)
    text, _ = read_text(asked.data, subject)
    is_open = services.is_open(asked)
    html = render_template(
        "practices/releases/decide.html",
        asked=asked,
        form=form,
        is_open=is_open,
        is_current=not is_open or services.is_current(asked, subject),
        text=shown(text, f"/freigabe/{token}"),
        subject=subject,
        kind=subject_type(subject.kind).label,
        organisation=db.session.get(Subject, subject.owner_id) if subject.owner_id else None,
    )
    gone = asked.state == "withdrawn" or (asked.state == "open" and not is_open)
    response = make_response(html, 410 if gone else status)
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "strict-origin"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def desk_panel(desk: Desk) -> str:
    """On the desk: what was sent for release, and the way to send it."""
    if not allows(who(), PracticeAction.RELEASE, desk):
        return ""
    return render_template("practices/releases/_desk_panel.html", desk=desk, requests=requests_of(desk.subject.id, 3))
