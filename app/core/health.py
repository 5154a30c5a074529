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
    """200 when everything answers, else 503; the parts say what is wrong in a sentence."""
    checks = {"database": check_database, "jobs": check_jobs, **current_app.extensions.get("ortskern_checks", {})}
    parts = {name: _asked(check) for name, check in checks.items()}
    is_ready = all(part["ok"] for part in parts.values())
    response = jsonify({"ready": is_ready, "parts": parts})
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
