"""One letter about one seat."""

from typing import Any

from flask import current_app

from app.core.transaction import Transaction
from app.webtalks import links, times
from app.webtalks.calendars.entries import Invited, calendar
from app.webtalks.calendars.feeds import entry_of
from app.webtalks.mails.people import Recipient
from app.webtalks.models import Webtalk


def write(
    tx: Transaction, talk: Webtalk, to: Recipient, template: str, moment: object, *, method: str = "", **more: Any
) -> None:
    """Into the running transaction, once per moment (what the letter is about: a sequence, a deadline …).

    method: REQUEST or CANCEL puts the talk into the reader's diary or takes it out.
    """
    number, values = to.registration.id, context(talk, to)
    if template in ("reminder", "recap"):
        more["unsubscribe_url"] = values["reminders"]
    if method:
        entry = entry_of(talk, values["query"])
        more["calendar"] = calendar([entry], method=method, to=Invited(to.name, to.email)).decode()
    tx.mail(to.email, f"webtalks/mail/{template}", ukey=f"webtalk:{number}:{template}:{moment}", **values, **more)


def span_of(talk: Webtalk) -> str:
    return times.span(talk.starts_at, talk.ends_at) if talk.starts_at and talk.ends_at else ""


def context(talk: Webtalk, to: Recipient) -> dict[str, Any]:
    """What every letter may say. door: the one link that works, for this person."""
    base, signed = current_app.config["SETTINGS"].base_url, links.signed(to.registration.public_id)
    page = f"{base}{talk.subject.address}"
    return {
        "name": to.name,
        "title": talk.subject.title,
        "when": span_of(talk),
        "query": f"?platz={signed}",
        "door": f"{page}/raum?platz={signed}",
        "page": page,
        "own": page if to.registration.user_id else f"{base}/webtalks/anmeldung/{signed}",
        "is_member": to.registration.user_id is not None,
        "reminders": f"{base}/webtalks/anmeldung/{signed}/erinnerungen",
    }
