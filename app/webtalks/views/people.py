"""The people of a talk: who speaks, who leads, who comes."""

from typing import Any

from flask import Blueprint, Response, abort, flash, jsonify, redirect, render_template, request, url_for

from app.accounts.models import User
from app.accounts.named import people_named, person_meant
from app.core import clock
from app.core.guards import allow, signed_in
from app.core.permissions import who
from app.core.pictures import PictureRefused
from app.core.tables import csv_response
from app.webtalks import queries
from app.webtalks.forms.small import HostForm, SpeakerForm
from app.webtalks.kinds import REGISTRATION_STATES
from app.webtalks.models import Webtalk
from app.webtalks.permissions import WebtalkAction
from app.webtalks.services import registering
from app.webtalks.services.hosts import dismiss_host, name_host
from app.webtalks.services.scheduling import NotReady
from app.webtalks.services.speakers import MOST, add_speaker, remove_speaker

bp = Blueprint("webtalk_people", __name__)
NOBODY = "Unter diesem Namen finden wir niemanden. Gesucht wird unter Mitgliedern, die sich finden lassen."
SEVERAL = "Mehrere Personen passen: {}. Bitte wählen Sie eine, und schreiben Sie sie so, wie sie hier steht."


@bp.route("/webtalks/<slug>/referierende", methods=["GET", "POST"])
@allow(WebtalkAction.EDIT, load=queries.find_talk)
def speakers(talk: Webtalk) -> Any:
    form, shown = SpeakerForm(), queries.speakers_of(talk.id)
    if form.validate_on_submit():
        if len(shown) >= MOST:
            form.name.errors = [f"Bitte höchstens {MOST} Personen."]
        elif _added(talk, form):
            return redirect(url_for("webtalk_people.speakers", slug=_name(talk)), 303)
    page = {"form": form, "talk": talk, "subject": talk.subject, "speakers": shown}
    return render_template("webtalks/speakers.html", **page), 422 if form.is_submitted() else 200


def _added(talk: Webtalk, form: SpeakerForm) -> bool:
    person = _person(form)
    if form.handle.data and person is None:
        return False
    file = request.files.get("picture")
    values = {"name": form.name.data or "", "role": form.role.data or "", "about": form.about.data or ""}
    try:
        add_speaker(
            talk,
            **values,
            user_id=person.id if person else None,
            picture=file.read() if file else b"",
            file_name=(file.filename or "bild") if file else "",
            actor=who(),
        )
    except PictureRefused as problem:
        form.picture.errors = [str(problem)]
        return False
    return True


def _person(form: Any) -> User | None:
    """By name, or by the last part of the profile's address."""
    if not form.handle.data:
        return None
    person, several = person_meant(form.handle.data, who())
    if person is None:
        labels = ", ".join(one.label for one in several)
        form.handle.errors = [SEVERAL.format(labels) if several else NOBODY]
    return person


@bp.get("/konto/webtalks/personen")
@signed_in
def suggestions() -> Response:
    """JSON for the field of a person: [{value, label, hint}]."""
    found = people_named(request.args.get("q", "")[:100], who())
    answer = jsonify([{"value": one.handle, "label": one.label, "hint": one.position} for one in found])
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


@bp.post("/webtalks/<slug>/referierende/<int(max=999999999999):number>/entfernen")
@allow(WebtalkAction.EDIT, load=lambda slug, number: queries.find_talk(slug))
def remove(talk: Webtalk) -> Any:
    remove_speaker(talk, (request.view_args or {})["number"], actor=who())
    return redirect(url_for("webtalk_people.speakers", slug=_name(talk)), 303)


@bp.route("/webtalks/<slug>/leitung", methods=["GET", "POST"])
@allow(WebtalkAction.PUBLISH, load=queries.find_talk)
def hosts(talk: Webtalk) -> Any:
    form = HostForm()
    if form.validate_on_submit():
        person = _person(form)
        if person is not None:
            name_host(talk, person.id, actor=who())
            flash(f"{person.name} leitet jetzt diesen Webtalk.")
            return redirect(url_for("webtalk_people.hosts", slug=_name(talk)), 303)
    page = {"form": form, "talk": talk, "subject": talk.subject, "hosts": queries.hosts_of(talk.id)}
    return render_template("webtalks/hosts.html", **page), 422 if form.is_submitted() else 200


@bp.post("/webtalks/<slug>/leitung/<handle>/entfernen")
@allow(WebtalkAction.PUBLISH, load=lambda slug, handle: queries.find_talk(slug))
def dismiss(talk: Webtalk) -> Any:
    handle = (request.view_args or {})["handle"]
    found = next((one for one in queries.hosts_of(talk.id) if one.handle == handle), None) or abort(404)
    try:
        dismiss_host(talk, found.id, actor=who())
    except NotReady as problem:
        flash(" ".join(problem.sentences), "warning")
    return redirect(url_for("webtalk_people.hosts", slug=_name(talk)), 303)


@bp.get("/webtalks/<slug>/anmeldungen")
@allow(WebtalkAction.ATTENDEES, load=queries.find_talk)
def attendees(talk: Webtalk) -> Response:
    people = queries.attendees_of(talk.id)
    counts = [(label, sum(one.state == state for one in people)) for state, label in REGISTRATION_STATES.items()]
    page = {"people": people, "counts": counts[:-1], "states": REGISTRATION_STATES}
    html = render_template("webtalks/attendees.html", talk=talk, subject=talk.subject, **page)
    return Response(html, headers={"Cache-Control": "no-store"})


@bp.get("/webtalks/<slug>/anmeldungen.csv")
@allow(WebtalkAction.ATTENDEES, load=queries.find_talk)
def attendees_csv(talk: Webtalk) -> Response:
    questions = [(one["key"], one["label"]) for one in talk.questions]
    headings = ("Name", "E-Mail", "Mitglied", "Stand", "Angemeldet am", "Bestätigt am", "War da")
    rows = [
        (
            one.name,
            one.email,
            one.is_member,
            REGISTRATION_STATES[one.state],
            one.created_at.astimezone(clock.BERLIN),
            one.confirmed_at.astimezone(clock.BERLIN) if one.confirmed_at else None,
            one.attended,
            *(one.answers.get(key, "") for key, _ in questions),
        )
        for one in queries.attendees_of(talk.id)
    ]
    answer = csv_response("anmeldungen", [*headings, *(label for _, label in questions)], rows)
    answer.headers["Cache-Control"] = "no-store"
    return answer


@bp.post("/webtalks/<slug>/anmeldungen/<public_id>/aufheben")
@allow(WebtalkAction.ATTENDEES, load=lambda slug, public_id: queries.find_talk(slug))
def unregister(talk: Webtalk) -> Any:
    """The host takes somebody off the list."""
    found = queries.find_registration((request.view_args or {})["public_id"])
    if found is None or found.webtalk_id != talk.id:
        abort(404)
    registering.stay_away(talk, found.id, ending="host")
    flash("Die Anmeldung ist aufgehoben; ein freier Platz geht an die Warteliste.")
    return redirect(url_for("webtalk_people.attendees", slug=_name(talk)), 303)


def _name(talk: Webtalk) -> str:
    return talk.subject.slug or talk.subject.public_id
