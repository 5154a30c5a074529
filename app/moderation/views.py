"""Doors for everyone: report content, report a barrier."""

from typing import Any

from flask import Blueprint, current_app, redirect, render_template, request, url_for

from app.core.guards import public
from app.core.limits import Limit, address, require
from app.core.local_paths import local_path, wanted_path
from app.moderation import services
from app.moderation.forms import BarrierNoticeForm, ContentNoticeForm

bp = Blueprint("moderation", __name__)
NOTICES = Limit("notice", 10, 3600)


@bp.route("/meldung", methods=["GET", "POST"])
@public
def notice() -> Any:
    """`?art=barriere` asks for a barrier, else for content; `?adresse=` fills in the page."""
    is_barrier = request.args.get("art") == "barriere"
    form = BarrierNoticeForm() if is_barrier else ContentNoticeForm()
    if request.method == "GET" and not form.was_kept:
        form.address.data = request.args.get("adresse", "")[:1000]
    if form.validate_on_submit():
        return _send(form, "barrier" if is_barrier else "content")
    status = 422 if form.errors else 200
    return render_template("moderation/notice.html", form=form, is_barrier=is_barrier), status


def _send(form: Any, kind: str) -> Any:
    if not form.website.data:
        require(NOTICES, address())
        values = {name: field.data or "" for name, field in form._fields.items()}
        fields = {name: values.get(name, "") for name in ("address", "text", "reason", "name", "email")}
        services.send_notice(kind=kind, **fields)
    return redirect(url_for("moderation.thanks", weiter=reported_path(form.address.data) or None), 303)


def reported_path(address: str | None) -> str:
    """The path of a page of ours, from what was typed or copied; empty for anything else."""
    text = (address or "").strip()
    own = (current_app.config["SETTINGS"].base_url.rstrip("/"), request.host_url.rstrip("/"))
    return local_path(next((text.removeprefix(base) for base in own if text.startswith(f"{base}/")), text))


@bp.get("/meldung/danke")
@public
def thanks() -> Any:
    """`?weiter=` is the page that was reported, if it is one of ours."""
    return render_template("moderation/thanks.html", robots="noindex", back=wanted_path())
