from typing import Any

from flask import Blueprint, flash, redirect, request

from app.core.guards import allow
from app.core.permissions import who
from app.core.pictures import PictureRefused
from app.core.uploads import UploadTooLarge, checked_content
from app.media.documents import DocumentRefused
from app.practices.permissions import PracticeAction
from app.practices.writing.attachments import attach, detach, move_forward
from app.practices.writing.desks import Desk, find_desk
from app.practices.writing.drafts import save_draft
from app.practices.writing.pieces import file_numbers
from app.practices.writing.plans import SHELVES
from app.practices.writing.views.edit import form_of

bp = Blueprint("writing_files", __name__)
DRAFT = f"/<{SHELVES}:shelf>/entwurf/<public_id>/dateien"
NUMBER = "<int(max=999999999999):number>"


def find_files_desk(shelf: str, public_id: str, **_rest: Any) -> Desk | None:
    return find_desk(shelf, public_id, "bilder")


@bp.post(DRAFT)
@allow(PracticeAction.EDIT, load=find_files_desk)
def upload(desk: Desk) -> Any:
    sent = request.files.get("datei")
    try:
        attach(desk.subject, desk.data, checked_content(sent), name=_name(sent), actor=who())
    except (UploadTooLarge, PictureRefused, DocumentRefused) as reason:
        flash(str(reason), "danger")
        return redirect(f"{desk.url}bilder", 303)
    flash("Die Datei ist hochgeladen. Bitte sagen Sie noch, was sie zeigt.")
    return redirect(f"{desk.url}bilder", 303)


@bp.post(f"{DRAFT}/{NUMBER}/entfernen")
@allow(PracticeAction.EDIT, load=find_files_desk)
def remove(desk: Desk) -> Any:
    _keep_words(desk)
    if _number(desk):
        detach(desk.subject, desk.data, _number(desk), actor=who())
        flash("Die Datei ist aus dem Entwurf entfernt.")
    return redirect(f"{desk.url}bilder", 303)


@bp.post(f"{DRAFT}/{NUMBER}/nach-vorn")
@allow(PracticeAction.EDIT, load=find_files_desk)
def forward(desk: Desk) -> Any:
    _keep_words(desk)
    move_forward(desk.subject, desk.data, _number(desk), actor=who())
    return redirect(f"{desk.url}bilder", 303)


def _number(desk: Desk) -> int:
    """The file meant, 0 when the draft does not have it."""
    number = int((request.view_args or {})["number"])
    return number if number in file_numbers(desk.data) else 0


def _keep_words(desk: Desk) -> None:
    """The buttons stand inside the form: what was typed there is saved as well."""
    form = form_of(desk)
    save_draft(
        desk.subject,
        form.stored(),
        actor=who(),
        seen_version=form.seen_version,
        seen=form.seen_marks,
        base=desk.data,
    )


def _name(sent: Any) -> str:
    return (sent.filename or "") if sent else ""
