from typing import Any

from flask import Blueprint, flash, redirect, request

from app.core.guards import allow
from app.core.permissions import who
from app.practices.permissions import PracticeAction
from app.practices.writing.attachments import detach, move_forward
from app.practices.writing.desks import Desk, find_desk
from app.practices.writing.pieces import file_numbers
from app.practices.writing.plans import SHELVES
from app.practices.writing.views.edit import form_of, save_or_tell, send

bp = Blueprint("writing_files", __name__)
DRAFT = f"/<{SHELVES}:shelf>/entwurf/<public_id>/dateien"
NUMBER = "<int(max=999999999999):number>"


def find_files_desk(shelf: str, public_id: str, **_rest: Any) -> Desk | None:
    return find_desk(shelf, public_id, "bilder")


@bp.post(DRAFT)
@allow(PracticeAction.EDIT, load=find_files_desk)
def upload(desk: Desk) -> Any:
    """The button beside the file: what was typed below is saved as well."""
    return send(desk, form_of(desk), has_file=True)


@bp.post(f"{DRAFT}/{NUMBER}/entfernen")
@allow(PracticeAction.EDIT, load=find_files_desk)
def remove(desk: Desk) -> Any:
    if (refusal := save_or_tell(desk, form_of(desk))) is not None:
        return refusal
    if _number(desk):
        detach(desk.subject, desk.data, _number(desk), actor=who())
        flash("Die Datei ist aus dem Entwurf entfernt.")
    return redirect(f"{desk.url}bilder", 303)


@bp.post(f"{DRAFT}/{NUMBER}/nach-vorn")
@allow(PracticeAction.EDIT, load=find_files_desk)
def forward(desk: Desk) -> Any:
    if (refusal := save_or_tell(desk, form_of(desk))) is not None:
        return refusal
    move_forward(desk.subject, desk.data, _number(desk), actor=who())
    return redirect(f"{desk.url}bilder", 303)


def _number(desk: Desk) -> int:
    """The file meant, 0 when the draft does not have it."""
    number = int((request.view_args or {})["number"])
    return number if number in file_numbers(desk.data) else 0
