from typing import Any

from flask import Blueprint, flash, redirect, render_template

from app.core.guards import allow
from app.core.permissions import who
from app.practices.permissions import PracticeAction
from app.practices.writing.differences import differences
from app.practices.writing.history import History, find_history, restore, text_of_version
from app.practices.writing.plans import SHELVES

bp = Blueprint("writing_history", __name__)
LIST = f"/<{SHELVES}:shelf>/<slug>/verlauf"
ONE = f"{LIST}/<int(max=999999):number>"


@bp.get(LIST)
@allow(PracticeAction.HISTORY, load=find_history)
def versions(history: History) -> str:
    return render_template("practices/writing/history.html", history=history)


@bp.get(ONE)
@allow(PracticeAction.HISTORY, load=find_history)
def version(history: History) -> str:
    """What this version changed against the one before."""
    number = history.number or 0
    numbers = sorted(one.number for one in history.versions)
    before = max((one for one in numbers if one < number), default=0)
    changes = differences(text_of_version(history.subject.id, before), text_of_version(history.subject.id, number))
    shown = next(one for one in history.versions if one.number == number)
    return render_template(
        "practices/writing/version.html", history=history, version=shown, before=before, changes=changes
    )


@bp.post(f"{ONE}/uebernehmen")
@allow(PracticeAction.EDIT, load=find_history)
def take_over(history: History) -> Any:
    restore(history.subject, history.number or 0, actor=who())
    flash(
        f"Ihr Entwurf ist jetzt wieder wie in Fassung {history.number}. Öffentlich wird er, wenn Sie veröffentlichen."
    )
    return redirect(f"/{history.plan.shelf}/entwurf/{history.subject.public_id}/", 303)
