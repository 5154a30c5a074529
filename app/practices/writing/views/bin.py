from typing import Any

from flask import Blueprint, flash, redirect

from app.core.guards import allow
from app.core.permissions import who
from app.practices.permissions import PracticeAction
from app.practices.writing.bin import bring_back, delete_draft
from app.practices.writing.desks import Desk, find_desk
from app.practices.writing.plans import SHELVES

bp = Blueprint("writing_bin", __name__)
DRAFT = f"/<{SHELVES}:shelf>/entwurf/<public_id>/"


@bp.post(f"{DRAFT}loeschen")
@allow(PracticeAction.EDIT, load=find_desk)
def delete(desk: Desk) -> Any:
    delete_draft(desk.subject, actor=who())
    flash("Der Entwurf ist gelöscht. 30 Tage lang können Sie ihn unter „Meine Beiträge“ zurückholen.")
    return redirect("/konto/beitraege", 303)


@bp.post(f"{DRAFT}zurueckholen")
@allow(PracticeAction.EDIT, load=find_desk)
def restore(desk: Desk) -> Any:
    bring_back(desk.subject, actor=who())
    flash("Der Entwurf ist wieder da.")
    return redirect(desk.url, 303)
