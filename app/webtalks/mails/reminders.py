"""Reminders a week, a day and an hour before, as each person wishes; right when the worker was away or the talk moved.

A talk is looked at when its start comes near. The nearest reminder that is due is written once per start; who
registered after its time, or shortly before, has the confirmation still in hand and gets none.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from sqlalchemy import select

from app.core import clock
from app.core.subjects import Subject
from app.core.transaction import transaction
from app.extensions import db
from app.webtalks.mails.letters import write
from app.webtalks.mails.people import Recipient, batches
from app.webtalks.models import Webtalk

BEFORE = {"hour": timedelta(hours=1), "day": timedelta(days=1), "week": timedelta(days=7)}
WORDS = {"hour": "in Kürze", "day": "bald", "week": "in einer Woche"}
JUST_REGISTERED = {"hour": timedelta(), "day": timedelta(hours=2), "week": timedelta(days=1)}


def remind() -> None:
    """Ticker."""
    for talk_id, name in _waiting():
        talk = db.session.get(Webtalk, talk_id)
        if talk is not None and talk.starts_at is not None:
            _remind_of(talk, talk.starts_at, name)


def is_needed() -> bool:
    return next(_waiting(), None) is not None


def due(starts_at: datetime) -> str:
    """The name of the nearest reminder whose time has come, or nothing."""
    left = starts_at - clock.now()
    return next((name for name, before in BEFORE.items() if left <= before), "")


def _waiting() -> Iterator[tuple[int, str]]:
    """(talk, reminder) of published talks within a week, where the reminder was not written for this start yet."""
    now = clock.now()
    query = select(Webtalk.id, Webtalk.starts_at, Webtalk.reminded).join(Subject, Subject.id == Webtalk.id)
    coming = query.where(Webtalk.starts_at > now, Webtalk.starts_at <= now + BEFORE["week"])
    open_ones = coming.where(Subject.state == "published", Subject.hidden_at.is_(None), Webtalk.cancelled_at.is_(None))
    for row in db.session.execute(open_ones.order_by(Webtalk.starts_at)).all():
        name = due(row.starts_at)
        if row.reminded != _key(row.starts_at, name):
            yield row.id, name


def _remind_of(talk: Webtalk, starts_at: datetime, name: str) -> None:
    key = _key(starts_at, name)
    for batch in batches(talk.id, "registered"):
        with transaction(raises_cache=False) as tx:
            for to in filter(lambda one: _wishes(one, starts_at, name), batch):
                write(tx, talk, to, "reminder", key, soon=WORDS[name])
    with transaction(raises_cache=False):
        talk.reminded = key


def _wishes(to: Recipient, starts_at: datetime, name: str) -> bool:
    latest = starts_at - BEFORE[name] - JUST_REGISTERED[name]
    return name in to.registration.reminders and to.registration.created_at <= latest


def _key(starts_at: datetime, name: str) -> str:
    return f"{name}:{starts_at:%Y%m%dT%H%M}"
