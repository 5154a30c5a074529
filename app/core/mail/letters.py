"""Writing a letter from named templates: templates/<feature>/mail/<name>.{subject,txt,html}."""

from hashlib import sha256
from typing import Any

from flask import current_app, render_template
from flask_babel import force_locale
from sqlalchemy import select

from app.core.identifiers import public_id
from app.core.jobs.queue import add_job
from app.core.languages import GERMAN
from app.core.mail.models import Letter
from app.extensions import db

SEND = "mail.send"
LONGEST_KEY = 200


def add_letter(
    to: str,
    template: str,
    *,
    ukey: str | None = None,
    reply_to: str = "",
    unsubscribe_url: str = "",
    calendar: str = "",
    **context: Any,
) -> None:
    """Write the letter and its job in the running transaction; the same ukey is written once.

    unsubscribe_url: given for everything that is not transactional (RFC 8058, one click).
    calendar: an iCalendar text with its METHOD, for what goes into a diary.
    """
    ukey = _fitting(ukey)
    if ukey and db.session.scalar(select(Letter.id).where(Letter.ukey == ukey)):
        return
    letter = compose(to, template, reply_to=reply_to, unsubscribe_url=unsubscribe_url, **context)
    letter.ukey, letter.calendar = ukey, calendar
    db.session.add(letter)
    db.session.flush()
    add_job(SEND, {"letter_id": letter.id})


def _fitting(ukey: str | None) -> str | None:
    """Keys name addresses, which may be longer than the column: then their hash stands for them."""
    return sha256(ukey.encode()).hexdigest() if ukey and len(ukey) > LONGEST_KEY else ukey


def compose(to: str, template: str, *, reply_to: str = "", unsubscribe_url: str = "", **context: Any) -> Letter:
    """The finished letter, not yet stored. In German, whoever sends it.

    Templates get `settings`, `base_url`, `unsubscribe_url`.
    """
    with force_locale(GERMAN):
        return _composed(to, template, reply_to, unsubscribe_url, context)


def _composed(to: str, template: str, reply_to: str, unsubscribe_url: str, context: dict[str, Any]) -> Letter:
    settings = current_app.config["SETTINGS"]
    values = {"base_url": settings.base_url, "settings": settings, "unsubscribe_url": unsubscribe_url, **context}
    subject = " ".join(render_template(f"{template}.subject", **values).split())
    return Letter(
        template=template,
        to_address=to,
        reply_to=reply_to,
        subject=subject[:300],
        text=render_template(f"{template}.txt", **values).strip() + "\n",
        html=render_template(f"{template}.html", **values),
        headers=_unsubscribe(unsubscribe_url),
        message_id=f"<{public_id()}{public_id()}@{settings.mail_from.rsplit('@', 1)[-1]}>",
    )


def _unsubscribe(url: str) -> dict[str, str]:
    if not url:
        return {}
    return {"List-Unsubscribe": f"<{url}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
