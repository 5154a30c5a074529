"""What `flask doctor` says of the video server: the settings' form, and whether its page answers from here."""

import re
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from flask import current_app

from app.core.doctor import ADVICE, BAD, GOOD, Finding
from app.webtalks.jitsi import Jitsi

HOST = re.compile(r"[a-z0-9.-]+(:\d{1,5})?")
SECONDS = 5


def video_server() -> Finding:
    """Asks nothing when no server is set."""
    jitsi = Jitsi(current_app.config["SETTINGS"])
    if not jitsi.domain:
        return Finding(
            ADVICE, "Kein Videoserver (JITSI_DOMAIN): Webtalks brauchen einen Link zu einer anderen Besprechung."
        )
    if problem := _form(jitsi):
        return Finding(BAD, problem)
    try:
        with urlopen(jitsi.script, timeout=SECONDS) as answer:
            script = answer.read(2_000_000)
    except (URLError, OSError, ValueError) as error:
        return Finding(BAD, f"Der Videoserver {jitsi.domain} antwortet nicht: {error}")
    if b"JitsiMeetExternalAPI" not in script:
        return Finding(BAD, f"{jitsi.script} ist nicht das Skript eines Jitsi-Servers.")
    return Finding(GOOD, f"Der Videoserver {jitsi.domain} antwortet.")


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
