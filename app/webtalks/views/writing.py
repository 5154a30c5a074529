"""Announcing a talk: begin, change, publish, move, cancel; its series."""

from datetime import time
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for

from app.core.guards import allow
from app.core.permissions import who
from app.core.transaction import Stale
from app.organisations.queries import own_organisations
from app.webtalks import queries, times
from app.webtalks.forms.small import CancelForm, DateForm, MoveForm
from app.webtalks.forms.talk import NewTalkForm, TalkForm
from app.webtalks.forms.when import read_rule
from app.webtalks.models import Webtalk
from app.webtalks.permissions import WebtalkAction
from app.webtalks.services import scheduling
from app.webtalks.services.plans import plan_of
from app.webtalks.services.scheduling import NotReady
from app.webtalks.services.series import add_date, change_coming, coming_talks, create_series
from app.webtalks.services.wishes import answer, find_wish
from app.webtalks.typed import agenda_text, questions_text

bp = Blueprint("webtalk_writing", __name__)
CHANGED = "Jemand hat den Webtalk inzwischen geändert. Bitte laden Sie die Seite neu und ändern Sie ihn noch einmal."
FIRST = {"day": "", "starts": "10:00", "ends": "11:00", "asks_to_confirm": True, "version": 1}


@bp.route("/neu/webtalk", methods=["GET", "POST"])
@allow(WebtalkAction.WRITE)
def begin() -> Any:
    owners = {str(number): name for number, name in own_organisations(who())}
    if not owners:
        return render_template("webtalks/no_organisation.html")
    wanted = find_wish(request.args.get("wunsch", "")[:16])
    form = NewTalkForm(data={**FIRST, "owner": next(iter(owners)), "title": wanted.title if wanted else ""})
    form.owner.choices = list(owners.items())
    if form.validate_on_submit():
        talk = _create(form, int(form.owner.data))
        if talk is not None:
            if wanted is not None:
                answer(wanted.public_id, talk)
            flash("Der Entwurf ist gespeichert. Prüfen Sie ihn, und veröffentlichen Sie ihn dann.")
            return redirect(talk.subject.address, 303)
    return render_template("webtalks/new.html", form=form), 422 if form.is_submitted() else 200


def _create(form: NewTalkForm, owner_id: int) -> Webtalk | None:
    if not form.repeats.data:
        return scheduling.create_talk(owner_id, form.plan(), actor=who())
    if form.starts_at is None:
        form.day.errors = ["Bitte geben Sie den ersten Tag der Reihe an."]
        return None
    rule = read_rule(form)
    if rule is None:
        return None
    try:
        begun = create_series(
            owner_id, form.plan(), rule, form.starts.value, form.ends.value, actor=who(), later=form.later
        )
    except times.NoSuchTime:
        form.starts.errors = ["An einem der Tage gibt es diese Uhrzeit nicht, weil die Uhr umgestellt wird."]
        return None
    except times.TwiceThatDay:
        form.asks_for_hour = True
        form.hour.errors = ["An einem der Tage kommt diese Uhrzeit zweimal. Bitte sagen Sie, welche Stunde Sie meinen."]
        return None
    return begun[1][0]


@bp.route("/webtalks/<slug>/bearbeiten", methods=["GET", "POST"])
@allow(WebtalkAction.EDIT, load=queries.find_talk)
def edit(talk: Webtalk) -> Any:
    form = TalkForm(data=_stored(talk))
    is_published = talk.subject.state == "published"
    if is_published:
        form.clock_start = times.clock_time(talk.starts_at) if talk.starts_at else None
        for name in ("day", "starts", "ends", "hour"):
            form[name].data = ""
    if form.validate_on_submit():
        try:
            _change(talk, form)
        except NotReady as problem:
            form.capacity.errors = list(problem.sentences)
        except Stale:
            form.title.errors = [CHANGED]
        else:
            flash("Die Änderungen sind gespeichert.")
            return redirect(talk.subject.address, 303)
    page = {"form": form, "talk": talk, "subject": talk.subject, "is_published": is_published}
    return render_template("webtalks/edit.html", **page), 422 if form.is_submitted() else 200


def _change(talk: Webtalk, form: TalkForm) -> None:
    version = form.version.data
    if talk.series_id is not None and form.for_all.data and talk.starts_at is not None:
        change_coming(talk, form.plan(), actor=who(), version=version)
    else:
        scheduling.change(talk, form.plan(), actor=who(), version=version)


def _stored(talk: Webtalk) -> dict[str, Any]:
    """What the form shows first."""
    plan = plan_of(talk)
    starts = times.clock_time(talk.starts_at) if talk.starts_at else time(10)
    return {
        **vars(plan),
        **_when(talk),
        "description": plan.description_md,
        "topics": list(plan.topics),
        "links": "\n".join(queries.addresses_of(plan.links)),
        "invited": "\n".join(plan.invited),
        "questions": questions_text(list(plan.questions)),
        "agenda": agenda_text(list(plan.agenda), starts),
        "version": talk.subject.version,
    }


def _when(talk: Webtalk) -> dict[str, Any]:
    if talk.starts_at is None or talk.ends_at is None:
        return {"version": talk.subject.version}
    hour = {True: "winter", False: "summer", None: ""}[times.is_later_one(talk.starts_at)]
    return {
        "day": times.day_of(talk.starts_at).isoformat(),
        "starts": f"{times.clock_time(talk.starts_at):%H:%M}",
        "ends": f"{times.clock_time(talk.ends_at):%H:%M}",
        "hour": hour,
        "version": talk.subject.version,
    }


@bp.post("/webtalks/<slug>/veroeffentlichen")
@allow(WebtalkAction.PUBLISH, load=queries.find_talk)
def publish(talk: Webtalk) -> Any:
    """This date, or with `alle` all drafts of its series."""
    all_dates = request.form.get("alle") == "1" and talk.series_id is not None
    drafts = [one for one in coming_talks(talk.series_id or 0) if one.subject.state == "draft"] if all_dates else [talk]
    try:
        scheduling.publish_all(drafts, actor=who())
    except NotReady as problem:
        flash("Noch nicht: " + " ".join(problem.sentences), "warning")
    else:
        flash("Der Webtalk ist angekündigt." if not all_dates else f"{len(drafts)} Termine sind angekündigt.")
    return redirect(talk.subject.address, 303)


@bp.post("/webtalks/<slug>/verwerfen")
@allow(WebtalkAction.EDIT, load=queries.find_talk)
def discard(talk: Webtalk) -> Any:
    if talk.subject.state != "draft":
        abort(400, "Nur Entwürfe lassen sich verwerfen. Ein angekündigter Webtalk wird abgesagt.")
    scheduling.discard(talk)
    flash("Der Entwurf ist gelöscht.")
    return redirect(url_for("webtalk_account.overview"), 303)


@bp.route("/webtalks/<slug>/verschieben", methods=["GET", "POST"])
@allow(WebtalkAction.SCHEDULE, load=queries.find_talk)
def move(talk: Webtalk) -> Any:
    form = MoveForm(data=_when(talk))
    if form.validate_on_submit() and form.starts_at and form.ends_at:
        try:
            scheduling.move(talk, form.starts_at, form.ends_at, actor=who(), version=form.version.data)
        except NotReady as problem:
            form.day.errors = list(problem.sentences)
        except Stale:
            form.day.errors = [CHANGED]
        else:
            flash("Der Webtalk ist verschoben. Alle Angemeldeten erfahren es.")
            return redirect(talk.subject.address, 303)
    return _page("webtalks/move.html", talk, form)


@bp.route("/webtalks/<slug>/absagen", methods=["GET", "POST"])
@allow(WebtalkAction.SCHEDULE, load=queries.find_talk)
def cancel(talk: Webtalk) -> Any:
    form = CancelForm(data={"version": talk.subject.version})
    if form.validate_on_submit():
        try:
            scheduling.cancel(talk, form.reason.data or "", actor=who(), version=form.version.data)
        except NotReady as problem:
            form.reason.errors = list(problem.sentences)
        except Stale:
            form.reason.errors = [CHANGED]
        else:
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
    when = times.span(talk.starts_at, talk.ends_at) if talk.starts_at and talk.ends_at else ""
    page = {"form": form, "talk": talk, "subject": talk.subject, "when": when}
    return render_template(template, **page), 422 if form.is_submitted() else 200
