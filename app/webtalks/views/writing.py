"""Around the desk of a talk: begin, throw away, move, cancel, another date."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from flask import Blueprint, abort, flash, jsonify, redirect, render_template, request, url_for

from app.core.guards import allow
from app.core.merging import as_marks
from app.core.permissions import who
from app.core.transaction import Stale
from app.webtalks import queries, times
from app.webtalks.forms.desk import owners_of, stored, typed, when
from app.webtalks.forms.small import CancelForm, DateForm, MoveForm
from app.webtalks.forms.talk import NewTalkForm
from app.webtalks.forms.when import read_rule
from app.webtalks.models import Webtalk
from app.webtalks.permissions import WebtalkAction
from app.webtalks.services import drafts, scheduling
from app.webtalks.services.scheduling import NotReady
from app.webtalks.services.series import add_date, create_series
from app.webtalks.services.wishes import answer, find_wish

bp = Blueprint("webtalk_writing", __name__)
CHANGED = "Jemand hat den Webtalk inzwischen geändert. Bitte laden Sie die Seite neu und ändern Sie ihn noch einmal."
KEPT = "Ihr Entwurf ist gespeichert. Sie können jederzeit weiterschreiben, auch an einem anderen Gerät."
LATER = "spaeter"
FIRST = {"day": "", "starts": "10:00", "ends": "11:00", "asks_to_confirm": True, "version": 0}


@bp.route("/neu/webtalk", methods=["GET", "POST"])
@allow(WebtalkAction.WRITE)
def begin() -> Any:
    """Pressed "später", the half filled form is kept as a draft."""
    form = _new_form()
    if form is None:
        return render_template("webtalks/no_organisation.html")
    valid = form.validate_on_submit()
    if request.form.get("weiter") == LATER and form.owner.data in dict(owners_of(None)):
        talk, _saved = drafts.begin(int(form.owner.data), typed(form), stored, actor=who())
        _answer_wish(talk)
        flash(KEPT)
        return redirect(talk.subject.address, 303)
    if valid:
        made = create(form, int(form.owner.data))
        if made is not None:
            _answer_wish(made)
            flash("Der Entwurf ist gespeichert. Prüfen Sie ihn, und veröffentlichen Sie ihn dann.")
            return redirect(made.subject.address, 303)
    return render_template("webtalks/new.html", form=form), 422 if form.is_submitted() else 200


def _new_form() -> NewTalkForm | None:
    owners = owners_of(None)
    if not owners:
        return None
    wanted = find_wish(request.args.get("wunsch", "")[:16])
    form = NewTalkForm(data={**FIRST, "owner": owners[0][0], "title": wanted.title if wanted else ""})
    form.owner.choices = owners
    return form


def _answer_wish(talk: Webtalk) -> None:
    wanted = find_wish(request.args.get("wunsch", "")[:16])
    if wanted is not None:
        answer(wanted.public_id, talk)


@bp.post("/neu/webtalk/zwischenstand")
@allow(WebtalkAction.WRITE)
def begin_in_background() -> Any:
    """The first word begins the draft; the form then goes on writing there."""
    form = _new_form()
    if form is None or form.owner.data not in dict(form.owner.choices):
        abort(400)
    form.validate()
    talk, saved = drafts.begin(int(form.owner.data), typed(form), stored, actor=who())
    address = f"{talk.subject.address}/bearbeiten"
    told = {"version": saved.version, "seen": as_marks(saved.seen)}
    return jsonify(**told, action=address, autosave=f"{address}/zwischenstand")


def create(form: NewTalkForm, owner_id: int, first: Webtalk | None = None) -> Webtalk | None:
    """None with a sentence at the field. first: a draft that becomes the first date of the series."""
    if not form.repeats.data:
        return scheduling.create_talk(owner_id, form.plan(), actor=who())
    if form.starts_at is None:
        form.day.errors = ["Bitte geben Sie den ersten Tag der Reihe an."]
        return None
    rule = read_rule(form)
    if rule is None:
        return None
    plan, starts, ends = form.plan(), form.starts.value, form.ends.value
    try:
        begun = create_series(owner_id, plan, rule, starts, ends, actor=who(), later=form.later, first=first)
    except times.NoSuchTime:
        form.starts.errors = ["An einem der Tage gibt es diese Uhrzeit nicht, weil die Uhr umgestellt wird."]
        return None
    except times.TwiceThatDay:
        form.asks_for_hour = True
        form.hour.errors = ["An einem der Tage kommt diese Uhrzeit zweimal. Bitte sagen Sie, welche Stunde Sie meinen."]
        return None
    return begun[1][0]


@bp.post("/webtalks/<slug>/verwerfen")
@allow(WebtalkAction.EDIT, load=queries.find_talk)
def discard(talk: Webtalk) -> Any:
    if talk.subject.state != "draft":
        abort(400, "Nur Entwürfe lassen sich verwerfen. Ein angekündigter Webtalk wird abgesagt.")
    scheduling.discard(talk)
    flash("Der Entwurf ist gelöscht.")
    return redirect(url_for("webtalk_account.overview"), 303)


@contextmanager
def said_at(field: Any) -> Iterator[Callable[[], bool]]:
    """Why it could not be done stands at this field. Gives a question: was all fine?"""
    field.errors = []
    try:
        yield lambda: not field.errors
    except NotReady as problem:
        field.errors = list(problem.sentences)
    except Stale:
        field.errors = [CHANGED]


@bp.route("/webtalks/<slug>/verschieben", methods=["GET", "POST"])
@allow(WebtalkAction.SCHEDULE, load=queries.find_talk)
def move(talk: Webtalk) -> Any:
    form = MoveForm(data={**when(talk), "version": talk.subject.version})
    if form.validate_on_submit() and form.starts_at and form.ends_at:
        with said_at(form.day) as fine:
            scheduling.move(talk, form.starts_at, form.ends_at, actor=who(), version=form.version.data)
        if fine():
            flash("Der Webtalk ist verschoben. Alle Angemeldeten erfahren es.")
            return redirect(talk.subject.address, 303)
    return _page("webtalks/move.html", talk, form)


@bp.route("/webtalks/<slug>/absagen", methods=["GET", "POST"])
@allow(WebtalkAction.SCHEDULE, load=queries.find_talk)
def cancel(talk: Webtalk) -> Any:
    form = CancelForm(data={"version": talk.subject.version})
    if form.validate_on_submit():
        with said_at(form.reason) as fine:
            scheduling.cancel(talk, form.reason.data or "", actor=who(), version=form.version.data)
        if fine():
            flash("Der Webtalk ist abgesagt. Alle Angemeldeten erfahren es.")
            return redirect(talk.subject.address, 303)
    return _page("webtalks/cancel.html", talk, form)


@bp.route("/webtalks/<slug>/weiterer-termin", methods=["GET", "POST"])
@allow(WebtalkAction.EDIT, load=queries.find_talk)
def another_date(talk: Webtalk) -> Any:
    """One more date of the series, as a draft with the same words."""
    series = talk.series or abort(404)
    form = DateForm()
    if form.validate_on_submit():
        try:
            made = add_date(series, talk, form.day.value, actor=who())
        except (times.NoSuchTime, times.TwiceThatDay):
            form.day.errors = [
                "An diesem Tag wird die Uhr zu dieser Stunde umgestellt. Bitte wählen Sie einen anderen."
            ]
        except NotReady as problem:
            form.day.errors = list(problem.sentences)
        else:
            flash("Der Termin ist als Entwurf angelegt.")
            return redirect(made.subject.address, 303)
    return _page("webtalks/another_date.html", talk, form)


def _page(template: str, talk: Webtalk, form: Any) -> Any:
    span = times.span(talk.starts_at, talk.ends_at) if talk.starts_at and talk.ends_at else ""
    page = {"form": form, "talk": talk, "subject": talk.subject, "when": span}
    return render_template(template, **page), 422 if form.is_submitted() else 200
