"""The desk of a talk: whatever is typed is kept; what can be read becomes the talk; announcing it."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from flask import Blueprint, flash, jsonify, redirect, render_template, request

from app.core.formats import german_datetime
from app.core.guards import allow
from app.core.merging import as_marks
from app.core.permissions import who
from app.core.transaction import Stale, transaction
from app.webtalks import queries
from app.webtalks.forms.desk import Desk, desk_of, seen_marks, typed
from app.webtalks.forms.talk import NewTalkForm
from app.webtalks.models import Webtalk
from app.webtalks.permissions import WebtalkAction
from app.webtalks.services import drafts, scheduling
from app.webtalks.services.scheduling import NotReady
from app.webtalks.services.series import coming_talks
from app.webtalks.views.writing import CHANGED, KEPT, LATER, create

bp = Blueprint("webtalk_desk", __name__)
PUBLISHED = "Die Änderungen sind veröffentlicht."
SAVED = "Die Änderungen sind gespeichert."


@bp.route("/webtalks/<slug>/bearbeiten", methods=["GET", "POST"])
@allow(WebtalkAction.EDIT, load=queries.find_talk)
def edit(talk: Webtalk) -> Any:
    """Whatever was typed is kept; what can be read becomes the talk, unless "später" was pressed."""
    if request.method == "GET":
        desk = desk_of(talk, sent=request.args.get("pruefen") != "1")
        if request.args.get("pruefen") == "1":
            desk.form.validate()
        return _desk_page(desk)
    desk = desk_of(talk)
    desk.form.validate()
    saved = _save(desk)
    if saved.conflicts:
        return _desk_page(_now(desk), saved.conflicts), 409
    if request.form.get("weiter") == LATER:
        flash(KEPT)
        return redirect(talk.subject.address, 303)
    for_all = bool(desk.form.for_all.data)
    desk = desk_of(talk, sent=False)
    if desk.form.validate() and _take_over(desk, for_all=for_all):
        flash(PUBLISHED if talk.subject.state == "published" else SAVED)
        return redirect(talk.subject.address, 303)
    return _desk_page(desk), 422


@bp.post("/webtalks/<slug>/bearbeiten/zwischenstand")
@allow(WebtalkAction.EDIT, load=queries.find_talk)
def save_in_background(talk: Webtalk) -> Any:
    """JSON: version; 409 when somebody else was faster."""
    desk = desk_of(talk)
    desk.form.validate()
    saved = _save(desk)
    told = {"version": saved.version, "seen": as_marks(saved.seen), "fields": sorted(saved.conflicts)}
    return jsonify(told), 409 if saved.conflicts else 200


@bp.post("/webtalks/<slug>/bearbeiten/verwerfen")
@allow(WebtalkAction.EDIT, load=queries.find_talk)
def forget_changes(talk: Webtalk) -> Any:
    drafts.clear(talk)
    flash("Die unveröffentlichten Änderungen sind verworfen.")
    return redirect(talk.subject.address, 303)


def _save(desk: Desk) -> drafts.Saved:
    return drafts.save(desk.talk, typed(desk.form), desk.base, actor=who(), seen=seen_marks())


def _now(desk: Desk) -> Desk:
    """With what is stored now below what was sent."""
    fresh = desk_of(desk.talk)
    return replace(fresh, form=desk.form)


def _take_over(desk: Desk, *, for_all: bool = False) -> bool:
    """False with a sentence at the field when it can't be."""
    talk, form = desk.talk, desk.form
    owner_id = int(form.owner.data) if isinstance(form, NewTalkForm) else None
    try:
        if isinstance(form, NewTalkForm) and form.repeats.data:
            return _become_series(desk, form)
        for_all = for_all and talk.series_id is not None and talk.starts_at is not None
        drafts.take_over(talk, form.plan(), actor=who(), version=desk.version, for_all=for_all, owner_id=owner_id)
    except NotReady as problem:
        form.capacity.errors = list(problem.sentences)
        return False
    except Stale:
        form.title.errors = [CHANGED]
        return False
    return True


def _become_series(desk: Desk, form: NewTalkForm) -> bool:
    with transaction(desk.talk):
        drafts.check_version(desk.talk, desk.version)
        if create(form, int(form.owner.data), first=desk.talk) is None:
            return False
        drafts.clear(desk.talk)
    return True


def _desk_page(desk: Desk, conflicts: Mapping[str, Any] | None = None) -> str:
    form, talk = desk.form, desk.talk
    form.version.data, form.version.raw_data = desk.version, None
    versus = [
        {"label": form[name].label.text, "mine": typed(form)[name], "theirs": theirs}
        for name, theirs in (conflicts or {}).items()
    ]
    page: dict[str, Any] = {"conflicts": versus, "by": desk.writer_of(list(conflicts or ())), "seen": desk.seen}
    is_published = talk.subject.state == "published"
    saved_at = german_datetime(desk.draft.changed_at) if desk.draft and desk.has_changes else ""
    about = {"form": form, "talk": talk, "subject": talk.subject, "is_published": is_published, "saved_at": saved_at}
    return render_template("webtalks/edit.html", **about, **page)


@bp.post("/webtalks/<slug>/veroeffentlichen")
@allow(WebtalkAction.PUBLISH, load=queries.find_talk)
def publish(talk: Webtalk) -> Any:
    """This date, or with `alle` all drafts of its series; with what was typed last."""
    all_dates = request.form.get("alle") == "1" and talk.series_id is not None
    wanted = [one for one in coming_talks(talk.series_id or 0) if one.subject.state == "draft"] if all_dates else [talk]
    try:
        with transaction():
            for one in wanted:
                _finish(one)
            scheduling.publish_all(wanted, actor=who())
    except Unfinished as unfinished:
        flash("Noch nicht: Im Entwurf fehlt etwas, oder etwas lässt sich nicht lesen.", "warning")
        return redirect(f"{unfinished.talk.subject.address}/bearbeiten?pruefen=1", 303)
    except NotReady as problem:
        flash("Noch nicht: " + " ".join(problem.sentences), "warning")
    else:
        flash("Der Webtalk ist angekündigt." if not all_dates else f"{len(wanted)} Termine sind angekündigt.")
    return redirect(talk.subject.address, 303)


class Unfinished(Exception):
    """What is being written of this talk is no whole text yet."""

    def __init__(self, talk: Webtalk) -> None:
        super().__init__(talk.id)
        self.talk = talk


def _finish(talk: Webtalk) -> None:
    """Take over what is being written. Raises Unfinished."""
    desk = desk_of(talk, sent=False)
    if desk.has_changes and not (desk.form.validate() and _take_over(desk)):
        raise Unfinished(talk)
