"""Sending a letter by SMTP. At least once, with a stable Message-ID; a server that is down costs nobody time."""

import re
import smtplib
from email.message import EmailMessage
from email.utils import format_datetime, formataddr
from typing import Any
from urllib.parse import unquote, urlsplit

from flask import current_app

from app.core import clock
from app.core.mail.models import Letter
from app.core.transaction import transaction
from app.extensions import db

REFUSED_FOR_GOOD = range(550, 555)


def send_letter(payload: dict[str, Any]) -> None:
    """Job: send one letter. Without MAIL_URL it stays in the outbox. Raises when it should be tried again."""
    letter = db.session.get(Letter, payload["letter_id"])
    settings = current_app.config["SETTINGS"]
    if letter is None or letter.sent_at or letter.refused or not settings.mail_url:
        return
    refused = _deliver(settings, message_of(letter), letter.to_address)
    with transaction(raises_cache=False):
        letter = db.session.get_one(Letter, payload["letter_id"])
        letter.sent_at, letter.refused = (None, refused) if refused else (clock.now(), "")
        letter.text = letter.html = letter.calendar = ""


def message_of(letter: Letter) -> EmailMessage:
    """The letter as it goes over the wire: text first, HTML as its alternative."""
    settings = current_app.config["SETTINGS"]
    message = EmailMessage()
    message["From"] = formataddr((settings.site_name, settings.mail_from))
    message["To"] = letter.to_address
    message["Subject"] = letter.subject
    message["Date"] = format_datetime(letter.created_at)
    message["Message-ID"] = letter.message_id
    message["Auto-Submitted"] = "auto-generated"
    if letter.reply_to:
        message["Reply-To"] = letter.reply_to
    for name, value in letter.headers.items():
        message[name] = value
    message.set_content(letter.text)
    message.add_alternative(letter.html, subtype="html")
    if letter.calendar:
        _add_calendar(message, letter.calendar)
    return message


def _add_calendar(message: EmailMessage, text: str) -> None:
    """Both as the part that programs act upon, and as a file for those that don't."""
    method = re.search(r"^METHOD:(\w+)", text, re.MULTILINE)
    parameters = {"method": method[1] if method else "PUBLISH"}
    message.add_alternative(text, subtype="calendar", params=parameters)
    message.add_attachment(text.encode(), maintype="application", subtype="ics", filename="webtalk.ics")


def _deliver(settings: Any, message: EmailMessage, to: str) -> str:
    """Empty when accepted; the server's words when it refuses this address for good. Raises on all else."""
    try:
        with connect(settings) as server:
            server.send_message(message, to_addrs=[to])
    except smtplib.SMTPRecipientsRefused as error:
        code, words = next(iter(error.recipients.values()))
        if code in REFUSED_FOR_GOOD:
            return f"{code} {words.decode(errors='replace')}"
        raise
    return ""


def connect(settings: Any) -> smtplib.SMTP:
    """A connection to the mail server of the settings, greeted and logged in. Raises OSError, SMTPException."""
    address = urlsplit(settings.mail_url)
    kind = smtplib.SMTP_SSL if address.scheme == "smtps" else smtplib.SMTP
    standard = {"smtps": 465, "smtp+starttls": 587}.get(address.scheme, 25)
    server = kind(address.hostname or "localhost", address.port or standard, timeout=settings.mail_timeout_seconds)
    if address.scheme == "smtp+starttls":
        server.starttls()
    if address.username:
        server.login(unquote(address.username), unquote(address.password or ""))
    return server
