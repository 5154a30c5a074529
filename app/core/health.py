"""Is the process alive, and is the installation ready? For monitors and for the operator."""

import time
from datetime import timedelta

from flask import Blueprint, Response, current_app, jsonify
from sqlalchemy import func, select, text

from app.core import clock
from app.core.guards import public
from app.core.jobs.models import Job
from app.extensions import db

bp = Blueprint("health", __name__)
LATE = timedelta(minutes=10)


@bp.get("/healthz")
@public
def alive() -> Response:
    response = current_app.make_response("ok\n")
    response.headers.update({"Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store"})
    return response


@bp.get("/readyz")
@public
def ready() -> Response:
    """503 when it cannot serve; the parts say what is wrong in a sentence.

    What a feature checks (the index of the search) is told too, but keeps nobody out: its pages answer another way
    meanwhile, and whoever took the only machine away for it would take the pages with it. `whole`: nothing is wrong.
    """
    needed = {name: _asked(check) for name, check in NEEDED.items()}
    more = {name: _asked(check) for name, check in current_app.extensions.get("ortskern_checks", {}).items()}
    parts = {**needed, **more}
    is_ready, is_whole = (all(part["ok"] for part in some.values()) for some in (needed, parts))
    response = jsonify({"ready": is_ready, "whole": is_whole, "parts": parts})
    response.status_code = 200 if is_ready else 503
    response.headers["Cache-Control"] = "no-store"
    if response.status_code == 503:
        response.headers["Retry-After"] = "30"
    return response


def _asked(check) -> dict[str, object]:  # type: ignore[no-untyped-def]
    began = time.perf_counter()
    try:
        problem = check()
    except Exception as error:
        current_app.logger.error("health: %s", error)
        db.session.rollback()
        problem = f"antwortet nicht ({type(error).__name__})"
    return {"ok": not problem, "problem": problem or "", "ms": round((time.perf_counter() - began) * 1000, 1)}


def check_database() -> str:
    db.session.execute(text("SELECT 1"))
    return ""


def check_jobs() -> str:
    late = select(func.min(Job.due_at)).where(Job.done_at.is_(None), Job.failed_at.is_(None))
    oldest = db.session.scalar(late)
    if oldest and oldest < clock.now() - LATE:
        return "die ältesten Aufgaben warten seit mehr als zehn Minuten; läuft `flask jobs run`?"
    return ""


NEEDED = {"database": check_database, "jobs": check_jobs}
"""Without these pages fail, or what was promised (mail, a rebuilt index) never happens."""
