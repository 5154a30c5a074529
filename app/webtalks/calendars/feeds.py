"""Which talks stand in which calendar."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from flask import current_app
from sqlalchemy import ColumnElement, Row, or_, select

from app.accounts.models import Grant, User
from app.core import clock
from app.core.actors import GUEST
from app.core.identifiers import new_token, token_hash
from app.core.subjects import Subject
from app.core.transaction import transaction
from app.extensions import db
from app.topics.models import SubjectTopic, Topic
from app.webtalks.calendars.entries import Entry
from app.webtalks.kinds import HOST, SEATED, WEBTALK
from app.webtalks.models import OwnCalendar, Registration, Webtalk
from app.webtalks.queries import seen_by

KEPT = timedelta(days=30)
MOST = 1_000
_columns = (
    Subject.public_id, Subject.title, Subject.summary, Subject.slug, Subject.changed_at,
    Webtalk.starts_at, Webtalk.ends_at, Webtalk.sequence, Webtalk.cancelled_at,
)  # fmt: skip


def public_entries(topic: str = "") -> list[Entry]:
    """Public talks, also cancelled ones, until a month after they ended. topic: slug, or all."""
    carried = select(SubjectTopic.subject_id).join(Topic, Topic.id == SubjectTopic.topic_id).where(Topic.slug == topic)
    conditions = (Subject.id.in_(carried),) if topic else ()
    return _entries(*seen_by(GUEST), *conditions)


def series_entries(series_id: int) -> list[Entry]:
    """The same of one series."""
    return _entries(*seen_by(GUEST), Webtalk.series_id == series_id)


def entries_of(user_id: int) -> list[Entry]:
    """What a member has a seat in or leads. A talk taken back or hidden is gone."""
    seats = select(Registration.webtalk_id).where(Registration.user_id == user_id, Registration.state.in_(SEATED))
    led = select(Grant.scope_id).where(Grant.user_id == user_id, Grant.role == HOST)
    mine = or_(Subject.id.in_(seats), Subject.id.in_(led))
    return _entries(mine, Subject.kind == WEBTALK, Subject.state == "published", Subject.hidden_at.is_(None))


def entry_of(talk: Webtalk, query: str = "") -> Entry:
    """query: what makes the address a personal one."""
    row = talk.subject
    assert talk.starts_at is not None
    assert talk.ends_at is not None
    url = f"{current_app.config['SETTINGS'].base_url}{row.address}/raum{query}"
    return Entry(
        row.public_id, row.title, row.summary, talk.starts_at, talk.ends_at, talk.sequence, talk.is_cancelled,
        row.changed_at, url,
    )  # fmt: skip


def renew(user_id: int) -> str:
    """A new secret; the old address ends. It is told once and kept as a hash."""
    secret = new_token()
    with transaction(raises_cache=False):
        feed = db.session.get(OwnCalendar, user_id) or OwnCalendar(user_id=user_id)
        feed.secret_hash, feed.created_at = token_hash(secret), clock.now()
        db.session.add(feed)
    return secret


def end(user_id: int) -> None:
    with transaction(raises_cache=False):
        if feed := db.session.get(OwnCalendar, user_id):
            db.session.delete(feed)


def owner_of(secret: str) -> int | None:
    """None for whoever is blocked or has left: the address opens nothing any more."""
    here = select(OwnCalendar.user_id).join(User).where(User.left_at.is_(None), User.blocked_at.is_(None))
    return db.session.scalar(here.where(OwnCalendar.secret_hash == token_hash(secret)))


def _entries(*conditions: ColumnElement[bool]) -> list[Entry]:
    query = select(*_columns).join(Webtalk, Webtalk.id == Subject.id).where(*conditions)
    recent = query.where(Webtalk.ends_at > clock.now() - KEPT).order_by(Webtalk.starts_at, Webtalk.id).limit(MOST)
    return [_entry(row) for row in _rows(recent)]


def _rows(query: Any) -> Sequence[Row[Any]]:
    return db.session.execute(query).all()


def _entry(row: Row[Any]) -> Entry:
    url = f"{current_app.config['SETTINGS'].base_url}/webtalks/{row.slug}"
    return Entry(
        row.public_id, row.title, row.summary, row.starts_at, row.ends_at, row.sequence, row.cancelled_at is not None,
        row.changed_at, url,
    )  # fmt: skip
