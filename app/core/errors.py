"""Every error is a page that says what to do next; a fault of the database is 503 with Retry-After."""

import errno
from typing import Any

from flask import Flask, Response, abort, current_app, g, render_template, request
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from werkzeug.exceptions import HTTPException

from app.core.actors import GUEST
from app.core.kept_forms import form_page, keep_form, to_log_in
from app.core.permissions import who
from app.core.security import same_origin
from app.core.transaction import Stale
from app.core.uploads import drain
from app.extensions import db

SENTENCES = {
    400: ("Das haben wir nicht verstanden", "Bitte gehen Sie zurück und versuchen Sie es noch einmal."),
    403: ("Das dürfen Sie hier nicht", "Dafür fehlt Ihnen die Berechtigung."),
    404: ("Diese Seite gibt es nicht", "Vielleicht wurde sie verschoben, oder die Adresse hat einen Tippfehler."),
    405: ("So geht es nicht", "Diese Adresse nimmt diese Art von Anfrage nicht an."),
    409: ("Jemand war schneller", "Der Eintrag wurde inzwischen von jemand anderem geändert."),
    410: ("Das gibt es nicht mehr", "Dieser Link ist abgelaufen oder wurde schon benutzt."),
    413: ("Das ist zu groß", "Die Datei oder der Text ist größer als erlaubt."),
    414: ("Das ist zu lang", "Die Adresse dieser Seite ist zu lang. Bitte kürzen Sie Ihren Text."),
    429: ("Zu viele Versuche", "Bitte warten Sie ein paar Minuten und versuchen Sie es dann noch einmal."),
    500: ("Da ist uns ein Fehler passiert", "Der Fehler ist festgehalten. Bitte versuchen Sie es später noch einmal."),
    507: (
        "Gerade lässt sich nichts speichern",
        "Die Installation kann gerade nichts speichern: Der Speicher ist voll oder gesperrt. Was Sie geschrieben "
        "haben, steht noch in Ihrem Formular. Bitte gehen Sie zurück und sagen Sie dem Betreiber Bescheid.",
    ),
    503: ("Gerade nicht erreichbar", "Die Datenbank antwortet nicht. Bitte versuchen Sie es in einer Minute wieder."),
}

NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM)
FULL = ("disk is full", "No space left on device", "readonly database")
"""What SQLite and PostgreSQL say then."""

LONGEST_QUERY = 64_000
"""Bytes behind the question mark of an address; more than any form of ours can send."""
OPEN_TOO_LONG = "Das Formular war zu lange offen."
CHANGED = "Seit Sie das Formular geöffnet haben, hat sich Ihre Anmeldung geändert. "
KEPT = "Was Sie geschrieben haben, ist aufgehoben: Bitte gehen Sie zurück zum Formular und senden Sie es noch einmal."


def error_page(code: int, detail: str = "", back: str = "") -> Response:
    """The page for a status. detail: sentences for people, shown instead of the usual one. back: where to go on."""
    title, usual = SENTENCES.get(code, SENTENCES[500 if code >= 500 else 400])
    text = detail or usual
    try:
        html = render_template("errors/error.html", code=code, title=title, text=text, back=back)
    except Exception:
        current_app.logger.exception("the error page itself failed")
        html = f"<!doctype html><html lang=de><meta charset=utf-8><title>{title}</title><h1>{title}</h1><p>{usual}"
    response = Response(html, code, content_type="text/html; charset=utf-8")
    response.headers["Cache-Control"] = "no-store"
    if code in {429, 503}:
        response.headers["Retry-After"] = "30"
    return response


def _http(error: HTTPException) -> Any:
    if error.response is not None or (error.code or 500) < 400:
        return error
    if error.code == 413:
        drain()
        return error_page(413, back=form_page())
    own_words = error.description if error.description != type(error).description else ""
    return error_page(error.code or 500, own_words or "")


def _csrf(error: CSRFError) -> Any:
    """Often the log-in has ended or changed meanwhile: then the text is still there for a second try."""
    view = current_app.view_functions.get(request.endpoint or "")
    guarded = getattr(view, "__guard__", None)
    if who().is_guest and guarded is not None and same_origin() and not guarded.lets_in(who(), request.view_args or {}):
        return to_log_in()
    if same_origin() and not (who().is_guest and request.path.startswith("/konto/")):
        return error_page(400, f"{OPEN_TOO_LONG} {KEPT}" if who().is_guest else CHANGED + KEPT, back=keep_form())
    return error_page(400, f"{OPEN_TOO_LONG} Bitte laden Sie die Seite neu und senden Sie es noch einmal.")


def _database(error: Exception) -> Response:
    current_app.logger.error("database: %s", error)
    try:
        db.session.rollback()
    except Exception:
        db.session.remove()
    _forget_actor()
    return error_page(507 if any(words in str(error) for words in FULL) else 503)


def _forget_actor() -> None:
    """The page for a broken database must not ask it who is there."""
    g._login_user = GUEST


def _refuse_long_addresses() -> None:
    if len(request.query_string) > LONGEST_QUERY:
        abort(414)


def _stale(error: Stale) -> Response:
    return error_page(409)


def _storage(error: OSError) -> Response:
    """The disk is full, or the folder may not be written to; whatever else the system refuses is a fault."""
    if error.errno not in NO_ROOM:
        if current_app.testing:
            raise error
        return _unexpected(error)
    current_app.logger.critical("nothing can be stored in %s: %s", current_app.config["SETTINGS"].instance_path, error)
    db.session.rollback()
    return error_page(507)


def _unexpected(error: Exception) -> Response:
    current_app.logger.exception("unexpected error at %s", request.path)
    db.session.rollback()
    return error_page(500)


def set_up(app: Flask) -> None:
    app.before_request(_refuse_long_addresses)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(CSRFError, _csrf)
    for kind in (OperationalError, InterfaceError, PoolTimeout):
        app.register_error_handler(kind, _database)
    app.register_error_handler(Stale, _stale)
    app.register_error_handler(OSError, _storage)
    if not app.testing:
        app.register_error_handler(Exception, _unexpected)
