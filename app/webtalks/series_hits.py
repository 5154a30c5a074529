"""Of a series, one date is found by the search: the next one, or the last when none is to come.

Ten dates with the same words would fill the first page and hide everything else; the others stand on the page of each.
"""

from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, func, or_, select
from sqlalchemy.orm import aliased

from app.core import clock
from app.core.events import SubjectEvent, SubjectsImported
from app.core.subjects import Subject
from app.core.transaction import transaction
from app.extensions import db
from app.webtalks.kinds import WEBTALK
from app.webtalks.models import Webtalk

LOOKS_BACK = timedelta(minutes=10)
"""The worker looks every minute; what ended while it was down for longer waits for the nightly comparison."""

NEAR = 3
_other, _subject = aliased(Webtalk), aliased(Subject)
_open = (
    select(_other.id)
    .join(_subject, _subject.id == _other.id)
    .where(_other.series_id == Webtalk.series_id, _subject.state == "published", _subject.hidden_at.is_(None))
    .correlate(Webtalk)
)
_next = _open.where(_other.ends_at > bindparam("now"), _other.cancelled_at.is_(None)).order_by(_other.starts_at)
_last = _open.order_by(_other.starts_at.desc())


def stands_for_series() -> ColumnElement[bool]:
    """Is this talk alone, or the date by which its series is found? Needs the parameter `now`."""
    found = func.coalesce(_next.limit(1).scalar_subquery(), _last.limit(1).scalar_subquery())
    return or_(Webtalk.series_id.is_(None), Webtalk.id == found)


def on_event(event: SubjectEvent) -> None:
    """Inline: a date of a series appears, moves or goes, so another one may be the next."""
    series_id = event.kind == WEBTALK and db.session.scalar(select(Webtalk.series_id).where(Webtalk.id == event.id))
    if series_id:
        with transaction() as tx:
            tx.publish(SubjectsImported(WEBTALK, _around_now(series_id)))


def _around_now(series_id: int) -> list[int]:
    query: Select[Any] = select(Webtalk.id).where(Webtalk.series_id == series_id)
    to_come = query.where(Webtalk.ends_at > clock.now()).order_by(Webtalk.starts_at).limit(NEAR)
    past = query.where(Webtalk.ends_at <= clock.now()).order_by(Webtalk.starts_at.desc()).limit(1)
    return [*db.session.scalars(to_come), *db.session.scalars(past)]


def just_ended() -> list[int]:
    """Series one of whose dates has ended a moment ago."""
    now = clock.now()
    query = select(Webtalk.series_id).where(Webtalk.series_id.is_not(None), Webtalk.ends_at > now - LOOKS_BACK)
    return [number for number in db.session.scalars(query.where(Webtalk.ends_at <= now).distinct()) if number]


def tick() -> None:
    """Once a minute: where a date has ended, the next one is found from now on."""
    with transaction(raises_cache=False) as tx:
        for series_id in just_ended():
            tx.publish(SubjectsImported(WEBTALK, _around_now(series_id)))
