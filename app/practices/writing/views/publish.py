from typing import Any

from flask import Blueprint, flash, redirect, render_template, request

from app.core.guards import allow, signed_in
from app.core.permissions import allows, who
from app.core.transaction import Stale
from app.practices.permissions import PracticeAction
from app.practices.writing import handing_in, publishing
from app.practices.writing.desks import Desk, find_desk
from app.practices.writing.drafts import discard_changes
from app.practices.writing.mine import STATES
from app.practices.writing.notes import Note
from app.practices.writing.plans import SHELVES
from app.practices.writing.preview import preview_values
from app.practices.writing.publishing import NotReady, read_text
from app.practices.writing.retyping import published_data
from app.practices.writing.second_person import names_of, writers_since_publication
from app.practices.writing.shown import shown, shown_html

bp = Blueprint("writing_publish", __name__)
DRAFT = f"/<{SHELVES}:shelf>/entwurf/<public_id>/"


@bp.get(DRAFT)
@allow(PracticeAction.EDIT, load=find_desk)
def overview(desk: Desk) -> str:
    """Where the draft stands, what it still lacks, and the way on."""
    _, notes = read_text(desk.data, desk.subject)
    return render_template(
        "practices/writing/overview.html",
        desk=desk,
        notes=_placed(desk, notes),
        ways=desk.ways(notes),
        badge=STATES[desk.subject.state],
    )


@bp.get(f"{DRAFT}pruefen")
@allow(PracticeAction.EDIT, load=find_desk)
def check(desk: Desk) -> str:
    return _check_page(desk)


@bp.get(f"{DRAFT}vorschau")
@allow(PracticeAction.VIEW, load=find_desk)
def preview(desk: Desk) -> str:
    """The whole page as readers would see it."""
    text, _ = read_text(desk.data, desk.subject)
    page = "practices/case.html" if desk.plan.short else "practices/practice.html"
    values = preview_values(desk.subject, text)
    return render_template("practices/writing/preview.html", page=page, desk=desk, robots="noindex", **values)


@bp.post("/vorschau")
@signed_in
def preview_text() -> str:
    """One Markdown text as a piece of a page. The field is named by ?feld=."""
    name = request.args.get("feld", "")[:60]
    return render_template("practices/writing/_rendered.html", html=shown_html(request.form.get(name, "")))


@bp.post(f"{DRAFT}veroeffentlichen")
@allow(PracticeAction.PUBLISH, load=find_desk)
def publish(desk: Desk) -> Any:
    try:
        publishing.publish(
            desk.subject,
            desk.data,
            actor=who(),
            note=request.form.get("note", ""),
            version=request.form.get("version", type=int),
        )
    except NotReady:
        return _check_page(desk), 422
    except Stale:
        flash("Der Entwurf hat sich gerade geändert. Bitte prüfen Sie ihn noch einmal.", "warning")
        return redirect(f"{desk.url}pruefen", 303)
    flash(f"{_sentence_start(desk.plan.the)} ist jetzt öffentlich. Vielen Dank, dass Sie es teilen!")
    return redirect(desk.subject.address, 303)


@bp.post(f"{DRAFT}zur-pruefung")
@allow(PracticeAction.EDIT, load=find_desk)
def for_review(desk: Desk) -> Any:
    handing_in.give_for_review(desk.subject, actor=who())
    flash("Ihr Entwurf liegt jetzt bei denen, die für Ihre Organisation veröffentlichen.")
    return redirect(desk.url, 303)


@bp.post(f"{DRAFT}zurueckgeben")
@allow(PracticeAction.EDIT, load=find_desk)
def back_to_draft(desk: Desk) -> Any:
    handing_in.give_back(desk.subject, actor=who(), comment=request.form.get("comment", ""))
    flash("Der Entwurf ist wieder in Arbeit.")
    return redirect(desk.url, 303)


@bp.post(f"{DRAFT}verwerfen")
@allow(PracticeAction.EDIT, load=find_desk)
def discard(desk: Desk) -> Any:
    discard_changes(desk.subject, published_data(desk.subject), actor=who())
    flash("Ihre Änderungen sind verworfen. Veröffentlicht bleibt der Text, den alle lesen.")
    return redirect(desk.url, 303)


@bp.post(f"{DRAFT}zurueckziehen")
@allow(PracticeAction.WITHDRAW, load=find_desk)
def withdraw(desk: Desk) -> Any:
    publishing.withdraw(desk.subject, actor=who())
    flash(
        f"{_sentence_start(desk.plan.the)} ist zurückgezogen. Nur noch Ihre Organisation und die Redaktion lesen mit."
    )
    return redirect(desk.url, 303)


@bp.post(f"{DRAFT}wieder-veroeffentlichen")
@allow(PracticeAction.REPUBLISH, load=find_desk)
def publish_again(desk: Desk) -> Any:
    publishing.publish_again(desk.subject, actor=who())
    flash("Der zuletzt veröffentlichte Text ist wieder öffentlich.")
    return redirect(desk.url, 303)


def _sentence_start(words: str) -> str:
    return words[:1].upper() + words[1:]


def _check_page(desk: Desk) -> str:
    text, notes = read_text(desk.data, desk.subject)
    return render_template(
        "practices/writing/check.html",
        desk=desk,
        text=shown(text),
        notes=_placed(desk, notes),
        ways=desk.ways(notes),
        may_publish=allows(who(), PracticeAction.PUBLISH, desk),
        publishes=allows(who(), PracticeAction.REPUBLISH, desk),
        written_by=names_of(writers_since_publication(desk.subject, desk.data)) if desk.is_handed_in else "",
        handed_in_by=names_of([desk.draft.handed_in_by_id]) if desk.draft and desk.is_handed_in else "",
    )


def _placed(desk: Desk, notes: list[Note]) -> list[dict[str, str]]:
    """What is missing, with the way to the field."""
    return [_with_way(desk, note) for note in notes]


def _with_way(desk: Desk, note: Note) -> dict[str, str]:
    step_url = desk.step_url(desk.step_of(note.field))
    return {"sentence": note.sentence, "step_url": step_url, "url": f"{step_url}#{note.field}", "field": note.field}
