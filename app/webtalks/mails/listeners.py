"""From what happens to letters. A listener may run twice; the letter's key lets it be written once."""

from collections.abc import Callable
from typing import Any

from flask import current_app
from sqlalchemy import select

from app.accounts.models import Grant, User
from app.core import formats
from app.core.transaction import transaction
from app.extensions import db
from app.webtalks import events
from app.webtalks.events import SeatEvent
from app.webtalks.kinds import SEATED
from app.webtalks.mails.letters import span_of, write
from app.webtalks.mails.people import batches, recipient
from app.webtalks.models import Registration, Webtalk
from app.webtalks.words import CONFIRM_RULE, QUEUE_RULE

LIVE = (*SEATED, "waiting")


def _of_seat(template: str, moment: Callable[[Registration, Webtalk], object], **fixed: object):  # type: ignore[no-untyped-def]
    """A listener that writes one letter to the person of the seat."""

    def listen(event: SeatEvent) -> None:
        talk, to = db.session.get(Webtalk, event.webtalk_id), recipient(event.registration_id)
        if talk is None or to is None:
            return
        with transaction(raises_cache=False) as tx:
            more: dict[str, Any] = {
                **fixed,
                "place": getattr(event, "place", 0),
                "ending": getattr(event, "ending", ""),
            }
            until = formats.german_datetime(to.registration.offered_until)
            write(tx, talk, to, template, moment(to.registration, talk), until=until, rule=QUEUE_RULE, **more)

    return listen


seat_given = _of_seat("seat", lambda row, talk: f"{row.created_at.isoformat()}:{talk.sequence}", method="REQUEST")
waiting = _of_seat("waiting", lambda row, _: row.created_at.isoformat())
offered = _of_seat("offered", lambda row, _: row.offered_until)
to_confirm = _of_seat("to_confirm", lambda _, talk: talk.asked_at, confirm_rule=CONFIRM_RULE)
lost = _of_seat("lost", lambda row, _: row.changed_at.isoformat(), method="CANCEL")


def moved(event: events.WebtalkMoved) -> None:
    _to_all(event.id, "moved", event.sequence, "REQUEST")


def changed(event: events.WebtalkChanged) -> None:
    talk = db.session.get(Webtalk, event.id)
    if event.for_calendars and talk is not None:
        _to_all(event.id, "changed", talk.sequence, "REQUEST")


def cancelled(event: events.WebtalkCancelled) -> None:
    _to_all(event.id, "cancelled", event.sequence, "CANCEL")


def host_missing(event: events.HostMissing) -> None:
    """To those who may name another host."""
    talk = db.session.get(Webtalk, event.webtalk_id)
    if talk is None:
        return
    admins = select(User.name, User.email).join(Grant, Grant.user_id == User.id)
    theirs = admins.where(Grant.role == "org_admin", Grant.scope_id == talk.subject.owner_id, User.left_at.is_(None))
    page = f"{current_app.config['SETTINGS'].base_url}{talk.subject.address}/leitung"
    with transaction(raises_cache=False) as tx:
        for name, email in db.session.execute(theirs).all():
            values = {"name": name, "title": talk.subject.title, "page": page, "when": span_of(talk)}
            tx.mail(
                email, "webtalks/mail/host_missing", ukey=f"webtalk:{talk.id}:host:{email}:{talk.sequence}", **values
            )


def _to_all(webtalk_id: int, template: str, moment: object, method: str) -> None:
    talk = db.session.get(Webtalk, webtalk_id)
    if talk is None or talk.starts_at is None or talk.is_over():
        return
    for batch in batches(webtalk_id, *LIVE):
        with transaction(raises_cache=False) as tx:
            for to in batch:
                seated = to.registration.state in SEATED
                write(tx, talk, to, template, moment, method=method if seated else "", reason=talk.cancel_reason)
