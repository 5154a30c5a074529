"""What `flask doctor` says of the video server: the settings' form, its script, and a real log-in."""

import re
from datetime import timedelta
from pathlib import Path
from urllib.request import urlopen

from flask import current_app

from app.core import clock
from app.core.doctor import ADVICE, BAD, GOOD, Finding
from app.core.identifiers import public_id
from app.webtalks.jitsi import Jitsi, Seat, explained
from app.webtalks.xmpp import Refused, Session, Unreachable

HOST = re.compile(r"[a-z0-9.-]+(:\d{1,5})?")
SECONDS = 5
ON_JOINING = ("mismatched",)
"""Refusals at a room's door that are about the token. Others are not: many servers let rooms open only for a talk."""


def video_server() -> Finding:
    """Asks nothing when no server is set; at most ten seconds otherwise."""
    jitsi = Jitsi(current_app.config["SETTINGS"])
    if not jitsi.domain:
        return Finding(
            ADVICE, "Kein Videoserver (JITSI_DOMAIN): Webtalks brauchen einen Link zu einer anderen Besprechung."
        )
    problem = _form(jitsi) or _script(jitsi) or _log_in(jitsi)
    if problem:
        return Finding(BAD, problem)
    return Finding(GOOD, f"Der Videoserver {jitsi.domain} antwortet und nimmt unsere Anmeldung an.")


def _form(jitsi: Jitsi) -> str:
    s = jitsi.settings
    if not HOST.fullmatch(jitsi.domain):
        return f"JITSI_DOMAIN ist ein Name wie meet.example.de, ohne https:// und Schrägstrich (jetzt: {jitsi.domain})."
    if not s.jitsi_app_id:
        return "JITSI_APP_ID fehlt: ohne sie nimmt der Videoserver keinen Token an."
    if s.jitsi_key_file and not Path(s.jitsi_key_file).is_file():
        return f"JITSI_KEY_FILE: {s.jitsi_key_file} gibt es nicht."
    if s.jitsi_key_file and not s.jitsi_key_id:
        return "JITSI_KEY_ID fehlt: der Videoserver sucht den Schlüssel unter diesem Namen."
    if not s.jitsi_key_file and len(s.jitsi_app_secret) < 32:
        return "JITSI_APP_SECRET fehlt oder ist kürzer als 32 Zeichen."
    return ""


def _script(jitsi: Jitsi) -> str:
    try:
        with urlopen(jitsi.script, timeout=SECONDS) as answer:
            script = answer.read(2_000_000)
    except (OSError, ValueError) as error:
        return f"Der Videoserver {jitsi.domain} antwortet nicht: {error}"
    if b"JitsiMeetExternalAPI" not in script:
        return f"{jitsi.script} ist nicht das Skript eines Jitsi-Servers."
    return ""


def _log_in(jitsi: Jitsi) -> str:
    """As a host would, into a room that no talk has and that is gone at once."""
    room = f"pruefung-{public_id().lower()}"
    token = jitsi.token(room, Seat("host", "Prüfung", "doctor"), clock.now() + timedelta(minutes=1))
    try:
        with Session(jitsi.log_in_address(room, token), jitsi.xmpp_domain, seconds=SECONDS) as session:
            session.log_in()
            return _enter(jitsi, session, room)
    except Refused as refused:
        return (
            f"Der Videoserver {jitsi.domain} lehnt unsere Anmeldung ab ({refused}). {explained(str(refused))}".strip()
        )
    except Unreachable as problem:
        return f"Der Videoserver {jitsi.domain} lässt sich unter /http-bind nicht erreichen: {problem}."


def _enter(jitsi: Jitsi, session: Session, room: str) -> str:
    try:
        session.enter(jitsi.room_address(room), "pruefung")
    except Refused as refused:
        if any(part in str(refused) for part in ON_JOINING):
            raise
    except Unreachable:
        pass  # logged in it has; a room may need more than this server gives here
    return ""
