"""The staff's desk under /redaktion/."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for

from app.core.guards import allow
from app.core.mail.models import Letter
from app.core.paging import page_number, page_of, window
from app.core.permissions import may, who
from app.core.subjects import subject_types
from app.extensions import db
from app.moderation import queries, services
from app.moderation.deeds import circumstances, deed
from app.moderation.forms import REASONS, DecisionForm
from app.moderation.models import Report
from app.moderation.permissions import DeskAction

WORDS = {"deed": deed, "circumstances": circumstances}
bp = Blueprint("redaktion", __name__, url_prefix="/redaktion")


@bp.get("/")
@allow(DeskAction.DESK)
def start() -> Any:
    return render_template("moderation/desk.html", waiting=queries.waiting())


@bp.get("/meldungen")
@allow(DeskAction.REPORTS)
def reports() -> Any:
    state, number = ("decided" if request.args.get("stand") == "entschieden" else "open"), page_number()
    rows = db.session.execute(window(queries.reports(state), number)).all()
    return render_template("moderation/reports.html", page=page_of(rows, number), state=state)


@bp.route("/meldungen/<int:number>", methods=["GET", "POST"])
@allow(DeskAction.REPORTS, load=queries.report)
def report(report: Report) -> Any:
    form = DecisionForm(data={"decision": report.decision})
    if form.validate_on_submit():
        return decide(report, form)
    page = {"report": report, "form": form, "reasons": dict(REASONS)}
    return render_template("moderation/report.html", **page), 422 if form.errors else 200


def decide(report: Report, form: DecisionForm) -> Any:
    if not may(DeskAction.DECIDE, report):
        flash("Über Inhalte der eigenen Organisation entscheidet jemand anderes.", "warning")
        return redirect(url_for("redaktion.report", number=report.id), 303)
    services.decide(report, action=form.action.data, decision=form.decision.data, actor=who())
    flash("Die Entscheidung ist gespeichert und wird mitgeteilt.")
    return redirect(url_for("redaktion.reports"), 303)


@bp.get("/aufgaben")
@allow(DeskAction.JOBS)
def jobs() -> Any:
    return render_template("moderation/jobs.html", failed=queries.failed_jobs(), waiting=queries.waiting_jobs())


@bp.post("/aufgaben/<int:number>/wiederholen")
@allow(DeskAction.JOBS)
def repeat(number: int) -> Any:
    services.repeat_job(number, actor=who())
    flash("Die Aufgabe läuft gleich noch einmal.")
    return redirect(url_for("redaktion.jobs"), 303)


@bp.get("/postausgang")
@allow(DeskAction.OUTBOX)
def outbox() -> Any:
    number = page_number()
    rows = db.session.execute(window(queries.letters(), number)).all()
    return render_template("moderation/outbox.html", page=page_of(rows, number))


@bp.get("/postausgang/<int:number>")
@allow(DeskAction.OUTBOX, load=queries.letter)
def letter(letter: Letter) -> Any:
    return render_template("moderation/letter.html", letter=letter)


@bp.get("/protokoll")
@allow(DeskAction.LOG)
def log() -> Any:
    number = page_number()
    rows = db.session.execute(window(queries.log_entries(), number, 50)).all()
    return render_template("moderation/log.html", page=page_of(rows, number, 50), kinds=subject_types(), **WORDS)
