"""Mail afterwards: one to everybody who had registered, when the recap is there; before, one to hosts who owe it."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from flask import current_app
from sqlalchemy import ColumnElement, select

from app.accounts.models import Grant, User
from app.core import clock
from app.core.subjects import Subject
from app.core.transaction import transaction
from app.extensions import db
from app.webtalks.afterwards.events import RecapPublished
from app.webtalks.afterwards.models import Recap
from app.webtalks.afterwards.queries import not_closed, slides_of, video_of
from app.webtalks.kinds import HOST
from app.webtalks.mails.letters import span_of, write
from app.webtalks.mails.people import batches
from app.webtalks.models import Webtalk

STATES = ("registered", "offered", "waiting")
ASKED_AFTER, ASKED_UNTIL = timedelta(days=2), timedelta(days=14)


def tell_people(event: RecapPublished) -> None:
    """Listener. Once per talk, also when the recap was taken back; none when WEBTALK_RECAP_DAYS are over."""
    recap = db.session.get(Recap, event.id)
    is_there = recap is not None and recap.subject.state == "published" and recap.subject.hidden_at is None
    if recap is None or not is_there or recap.mailed_at is not None or _is_old(recap.talk):
        return
    talk, words = recap.talk, _words(recap)
    for batch in batches(talk.id, *STATES):
        with transaction(raises_cache=False) as tx:
            for to in batch:
                if "recap" in to.registration.reminders:
                    write(tx, talk, to, "recap", "once", came=to.registration.attended is True, **words)
    with transaction(raises_cache=False):
        recap.mailed_at = clock.now()


def ask_hosts() -> None:
    """Ticker, hourly: two days after the end, whoever led the talk is asked for the recap, once."""
    for talk_id in db.session.scalars(_asked_about()).all():
        talk = db.session.get_one(Webtalk, talk_id)
        with transaction(raises_cache=False) as tx:
            talk.recap_asked_at = clock.now()
            values = {"title": talk.subject.title, "when": span_of(talk), "page": _address(talk)}
            for host_id, name, email in _hosts(talk_id):
                tx.mail(
                    email, "webtalks/mail/recap_missing", ukey=f"webtalk:{talk_id}:recap:{host_id}", name=name, **values
                )


def is_needed() -> bool:
    return db.session.scalar(_asked_about().limit(1)) is not None


def _asked_about():  # type: ignore[no-untyped-def]
    now = clock.now()
    due: tuple[ColumnElement[bool], ...] = (Webtalk.ends_at <= now - ASKED_AFTER, Webtalk.ends_at > now - ASKED_UNTIL)
    query = select(Webtalk.id).join(Subject, Subject.id == Webtalk.id).where(*due, *not_closed())
    return query.where(Webtalk.recap_asked_at.is_(None)).order_by(Webtalk.id).limit(100)


def _hosts(talk_id: int) -> Iterator[Any]:
    query = select(User.id, User.name, User.email).join(Grant, Grant.user_id == User.id)
    led = query.where(Grant.scope_id == talk_id, Grant.role == HOST, User.left_at.is_(None))
    yield from db.session.execute(led.order_by(User.id)).all()


def _is_old(talk: Webtalk) -> bool:
    days = timedelta(days=current_app.config["SETTINGS"].webtalk_recap_days)
    return talk.ends_at is None or clock.now() > talk.ends_at + days


def _words(recap: Recap) -> dict[str, Any]:
    """What stands in every letter; addresses are whole."""
    base, video = current_app.config["SETTINGS"].base_url, video_of(recap, recap.subject.address)
    is_shown = video is not None and not video.is_stopped
    return {
        "recap": f"{base}{recap.subject.address}",
        "summary": recap.subject.summary,
        "statements": list(recap.statements),
        "slides": [(one.title, f"{base}{one.url}") for one in slides_of(recap.id)],
        "has_recording": is_shown,
        "has_captions": is_shown and video is not None and video.has_captions,
    }


def _address(talk: Webtalk) -> str:
    return f"{current_app.config['SETTINGS'].base_url}{talk.subject.address}/rueckblick/schreiben"
