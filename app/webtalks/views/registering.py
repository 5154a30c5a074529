"""Coming, staying away, and the page behind the signed link of a guest."""

from typing import Any

from flask import Blueprint, Response, abort, flash, make_response, redirect, render_template, request, session, url_for

from app.core.confirming import CodeForm
from app.core.forms import BaseForm
from app.core.guards import allow, public, signed_in
from app.core.kept_forms import to_log_in
from app.core.limits import address
from app.core.permissions import who
from app.core.tokens import OneTimeToken, find_by_code, find_by_link
from app.extensions import db
from app.webtalks import links, queries, times, words
from app.webtalks.admission import refusal
from app.webtalks.forms.small import EmptyForm, answers_form, answers_of
from app.webtalks.models import Registration, Series, Webtalk
from app.webtalks.permissions import WebtalkAction
from app.webtalks.services import opting_in, registering
from app.webtalks.services.registering import NotAdmitted, Person, member
from app.webtalks.services.series import leave_series, register_for_all

bp = Blueprint("webtalk_registrations", __name__)
WAITS = "webtalk_token"
WRONG_CODE = "Der Code stimmt nicht oder gilt nicht mehr. Nach sechs falschen Versuchen brauchen Sie einen neuen."


@bp.route("/webtalks/<slug>/anmelden", methods=["GET", "POST"])
@allow(WebtalkAction.REGISTER, load=queries.find_talk)
def register(talk: Webtalk) -> Any:
    """One click for members; a form with name and mail for everybody else whom the talk admits."""
    guest = who().is_guest
    if guest and talk.admission in ("members", "municipalities"):
        return to_log_in() if request.method == "POST" else _closed(talk, refusal(talk, user_id=None), 200)
    if why := refusal(talk, user_id=who().id) if not (guest and talk.admission == "invited") else "":
        return _closed(talk, why, 403 if request.method == "POST" else 200)
    form = answers_form(talk.questions, guest=guest, in_series=talk.series_id is not None)
    if not form.validate_on_submit():
        status = 422 if form.is_submitted() else 200
        return render_template("webtalks/register.html", form=form, **_about(talk)), status
    return _as_guest(talk, form) if guest else _as_member(talk, form)


def _as_member(talk: Webtalk, form: BaseForm) -> Any:
    person = member(who(), answers_of(form, talk.questions))
    try:
        registration = registering.register(talk, person)
        if talk.series_id is not None and form["all_dates"].data:
            taken, _ = register_for_all(db.session.get_one(Series, talk.series_id), person)
            flash(f"Sie sind für {taken} Termine der Reihe angemeldet. Neue Termine kommen von selbst dazu.")
    except NotAdmitted as refused:
        return _closed(talk, str(refused), 403)
    flash(words.state_sentence(talk, registration, queries.place_in_queue(registration)))
    return redirect(talk.subject.address, 303)


def _as_guest(talk: Webtalk, form: BaseForm) -> Any:
    """A filled trap field looks as if all went well."""
    if not form["website"].data:
        person = Person(name=form["name"].data, email=form["email"].data, answers=answers_of(form, talk.questions))
        all_dates = talk.series_id is not None and bool(form["all_dates"].data)
        try:
            session[WAITS] = opting_in.ask(talk, person, all_dates=all_dates, network=address())
        except NotAdmitted as refused:
            return _closed(talk, str(refused), 403)
    if talk.admission == "invited":
        flash("Ist diese Adresse eingeladen, haben wir gerade an sie geschrieben.")
    return redirect(url_for("webtalk_registrations.code"), 303)


@bp.route("/webtalks/anmeldung/code", methods=["GET", "POST"])
@public
def code() -> Any:
    form = CodeForm()
    if form.validate_on_submit():
        token = find_by_code(opting_in.PURPOSE, session.get(WAITS, 0), form.code.data or "")
        if token is not None:
            return _finish(token)
        form.code.errors = [WRONG_CODE]
    page = {"form": form, "is_waiting": WAITS in session}
    return render_template("webtalks/code.html", **page), 422 if form.is_submitted() else 200


@bp.route("/webtalks/anmeldung/bestaetigen/<link>", methods=["GET", "POST"])
@public
def confirm(link: str) -> Any:
    """Nothing happens before the button: programs that check mails open links too."""
    token = find_by_link(opting_in.PURPOSE, link)
    if token is None:
        return render_template("webtalks/link_expired.html"), 410
    talk = db.session.get(Webtalk, token.payload.get("talk", 0))
    if talk is None:
        return render_template("webtalks/link_expired.html"), 410
    if EmptyForm().validate_on_submit():
        return _finish(token)
    return render_template("webtalks/confirm.html", name=token.payload.get("name", ""), **_about(talk))


def _finish(token: OneTimeToken) -> Any:
    talk_id = token.payload.get("talk", 0)
    try:
        registration = opting_in.confirm(token)
    except opting_in.Spent:
        return render_template("webtalks/link_expired.html"), 410
    except NotAdmitted as refused:
        return _closed(db.session.get_one(Webtalk, talk_id), str(refused), 403)
    session.pop(WAITS, None)
    return redirect(url_for("webtalk_registrations.own", signed=links.signed(registration.public_id)), 303)


@bp.route("/webtalks/anmeldung/<signed>", methods=["GET", "POST"])
@public
def own(signed: str) -> Any:
    """The page of one registration for whoever bears its signed link."""
    name = links.name_in(signed) or abort(404)
    registration = queries.find_registration(name) or abort(404)
    talk = db.session.get_one(Webtalk, registration.webtalk_id)
    if EmptyForm().validate_on_submit():
        _do(talk, registration)
        return redirect(request.path, 303)
    standing = words.state_sentence(talk, registration, queries.place_in_queue(registration))
    page = {"standing": standing, "to_confirm": words.needs_confirmation(talk, registration)}
    html = render_template("webtalks/own.html", own=registration, url=request.path, **_about(talk), **page)
    answer = make_response(html)
    answer.headers.update({"Cache-Control": "no-store", "Referrer-Policy": "same-origin"})
    return answer


@bp.post("/webtalks/<slug>/anmeldung")
@signed_in
def change(slug: str) -> Any:
    """A member's own registration: absagen, annehmen, bestaetigen, reihe."""
    talk = queries.find_talk(slug) or abort(404)
    registration = queries.registration_of(talk.id, who()) or abort(404)
    _do(talk, registration)
    return redirect(talk.subject.address, 303)


def _do(talk: Webtalk, registration: Registration) -> None:
    number, series = registration.id, registration.series_registration_id
    wish = request.form.get("was", "")
    if wish == "absagen":
        registering.stay_away(talk, number)
        flash("Sie haben abgesagt. Danke, dass Sie Ihren Platz frei machen.")
    elif wish == "reihe" and series is not None:
        leave_series(series)
        flash("Sie haben für alle kommenden Termine der Reihe abgesagt.")
    elif wish == "annehmen":
        taken = registering.accept_offer(talk, number)
        flash("Der Platz gehört Ihnen." if taken else "Die Frist ist leider vorbei; der Platz ging weiter.")
    elif wish == "bestaetigen":
        kept = registering.confirm_coming(talk, number)
        flash("Danke, Ihr Platz ist sicher." if kept else "Dieser Platz ist nicht mehr Ihrer.")
    else:
        abort(400)


def _about(talk: Webtalk) -> dict[str, Any]:
    when = times.span(talk.starts_at, talk.ends_at) if talk.starts_at and talk.ends_at else ""
    rules = {"queue_rule": words.QUEUE_RULE, "confirm_rule": words.CONFIRM_RULE}
    return {"talk": talk, "subject": talk.subject, "when": when, "robots": "noindex", **rules}


def _closed(talk: Webtalk, why: str, status: int) -> Response:
    return make_response(render_template("webtalks/closed.html", why=why, **_about(talk)), status)
