"""A form sent after the log-in has ended or changed: what was typed is kept a day and is there again afterwards."""

from datetime import datetime, timedelta
from typing import Any

from flask import redirect, request, session, url_for
from sqlalchemy import String, delete, select
from sqlalchemy.orm import Mapped, mapped_column
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from app.core import clock
from app.core.database import Base, Id
from app.core.identifiers import new_token, token_hash
from app.core.limits import Limit, address, hit
from app.core.local_paths import local_path
from app.core.transaction import transaction
from app.extensions import db

KEPT = timedelta(days=1)
LARGEST = 400_000
PER_NETWORK = Limit("kept-form", 60, 3_600)
PATH_LONGEST = 500
SECRETS = ("password", "passwort", "csrf_token")


class KeptForm(Base):
    """Fields of one form. Only the browser that sent it can read it back: its session holds the token."""

    __tablename__ = "kept_form"
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    path: Mapped[str] = mapped_column(String(500))
    fields: Mapped[dict[str, Any]]
    expires_at: Mapped[datetime] = mapped_column(default=lambda: clock.now() + KEPT)


def to_log_in() -> Response:
    """Send a guest to the log-in page and back to where he was; keep what he typed."""
    target = request.full_path.rstrip("?") if request.method == "GET" else keep_form()
    return redirect(url_for("accounts.log_in", weiter=target), 303)


def keep_form() -> str:
    """Store the posted fields; returns the path that shows the form again.

    Nothing is kept of empty or huge forms, nor of more forms an hour than people of one network fill in.
    """
    path = form_page()
    fields = {name: request.form.getlist(name) for name in request.form if not _secret(name)}
    if not fields or (request.content_length or 0) > LARGEST or not hit(PER_NETWORK, address()):
        return path
    token = new_token()
    with transaction(raises_cache=False):
        db.session.execute(delete(KeptForm).where(KeptForm.expires_at < clock.now()))
        db.session.add(KeptForm(token_hash=token_hash(token), path=path, fields=fields))
    session["kept_form"] = token
    return path


def form_page() -> str:
    """The page the form stood on: the sender's own address when it says so, else the posted one."""
    referrer, own = request.referrer or "", request.host_url.rstrip("/")
    path = local_path(referrer.removeprefix(own)) if referrer.startswith(own + "/") else ""
    return path if 0 < len(path) <= PATH_LONGEST else request.path[:PATH_LONGEST]


def _secret(name: str) -> bool:
    return any(part in name.lower() for part in SECRETS)


def take_kept_form() -> MultiDict[str, str] | None:
    """What was kept for the page asked for just now, if anything; stays until the form is sent or a day is over."""
    token = session.get("kept_form")
    if not token or request.method != "GET":
        return None
    query = select(KeptForm).where(KeptForm.token_hash == token_hash(token), KeptForm.expires_at > clock.now())
    kept = db.session.scalar(query)
    if kept is None or kept.path.split("?")[0] != request.path:
        return None
    return MultiDict([(name, value) for name, values in kept.fields.items() for value in values])
