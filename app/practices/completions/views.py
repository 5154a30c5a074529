from typing import Any

from flask import Blueprint, flash, redirect, render_template, request

from app.core.guards import allow
from app.core.permissions import allows, who
from app.extensions import db
from app.practices.completions import queries, services
from app.practices.models import Completion
from app.practices.permissions import PracticeAction
from app.practices.queries.entries import Entry
from app.practices.writing.desks import Desk

bp = Blueprint("completions", __name__)
LIST = "/redaktion/ergaenzungen"
ANSWERS = {
    "ja": (services.confirm, "Das Praxisbeispiel steht jetzt an der Stelle des Beispiels."),
    "nein": (services.keep_both, "Beide Einträge bleiben stehen."),
    "zurueck": (services.undo, "Das Beispiel laut Quelle ist wieder da."),
}
TOO_LATE = "Darüber ist schon entschieden, oder einer der beiden Einträge ist nicht mehr öffentlich."


@bp.get(LIST)
@allow(PracticeAction.REPLACE)
def waiting() -> str:
    """Cases that complete an example, for staff to say whether both speak of the same."""
    pairs, replaced = queries.waiting_pairs(), queries.replaced_pairs()
    return render_template("practices/completions/staff.html", pairs=pairs, replaced=replaced)


@bp.post(f"{LIST}/<public_id>")
@allow(PracticeAction.REPLACE, load=queries.find_completion)
def decide(completion: Completion) -> Any:
    answer, words = ANSWERS.get(request.form.get("antwort", ""), (None, ""))
    if answer is not None:
        try:
            answer(completion, actor=who())
            flash(words)
        except services.NotWaiting:
            flash(TOO_LATE, "warning")
    return redirect(LIST, 303)


def desk_panel(desk: Desk) -> str:
    """On the desk of a case that completes an example: what has become of it."""
    completion = db.session.get(Completion, desk.subject.id) if desk.plan.short else None
    if completion is None:
        return ""
    return render_template(
        "practices/completions/_desk_panel.html", completion=completion, is_withdrawn=desk.subject.state == "withdrawn"
    )


def own_panel(entry: Entry) -> str:
    """On the page of a case, for its own people: staff have still to decide."""
    completion = db.session.get(Completion, entry.id) if allows(who(), PracticeAction.EDIT, entry) else None
    return render_template("practices/completions/_own.html") if completion and completion.state == "waiting" else ""


def stub_panel(entry: Entry) -> str:
    """On the page of an example: there is a case that may take its place."""
    case = queries.waiting_case(entry.id)
    return render_template("practices/completions/_of_stub.html", case=case) if case else ""


def staff_panel(_subject: Any) -> str:
    return render_template("practices/completions/_staff_panel.html", count=queries.waiting_count())


PANELS = {
    "practices.detail.own": own_panel,
    "practices.stub.content": stub_panel,
    "moderation.desk": staff_panel,
}
