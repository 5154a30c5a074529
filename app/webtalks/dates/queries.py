"""Reads for the page of a series: its dates for these eyes, and where the reader stands with each."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from app.core import clock, formats
from app.core.actors import Actor
from app.core.subjects import Subject
from app.core.text import slugify
from app.extensions import db
from app.webtalks import times
from app.webtalks.kinds import REGISTRATION_STATES
from app.webtalks.models import Registration, Series, SeriesRegistration, Webtalk
from app.webtalks.queries import LIVE, find_series, seen_by

MOST = 200


@dataclass(frozen=True)
class ShownDate:
    """badges: (text, kind). state: how the reader is registered, in German; "" when not."""

    id: int
    title: str
    summary: str
    url: str
    when: str
    starts_at: datetime
    ends_at: datetime
    moved_from: datetime | None
    is_cancelled: bool
    reason: str
    badges: list[tuple[str, str]]
    state: str
    is_public: bool
    has_questions: bool

    @property
    def is_over(self) -> bool:
        return self.ends_at <= clock.now()

    @property
    def is_open(self) -> bool:
        """Somebody may still come."""
        return not self.is_cancelled and not self.is_over

    @property
    def moved_words(self) -> str:
        return f"Ursprünglich war: {formats.german_datetime(self.moved_from)}." if self.moved_from else ""


def path_of(series: Series) -> str:
    """Words of the title, and the name that finds it."""
    return f"/webtalks/reihen/{'-'.join(filter(None, (slugify(series.title, 60), series.public_id)))}"


def series_of(reference: str) -> Series | None:
    """By the last part of its address; the words before it may be old ones."""
    return find_series(reference.rpartition("-")[2][:16])


def dates_of(series: Series, actor: Actor) -> list[ShownDate]:
    """Announced ones that the reader may see, in order; two statements."""
    columns = (Subject.id, Subject.title, Subject.summary, Subject.slug, Subject.visibility, Webtalk.starts_at)
    more = (Webtalk.ends_at, Webtalk.moved_from, Webtalk.cancelled_at, Webtalk.cancel_reason, Webtalk.questions)
    seats = (Webtalk.capacity, Webtalk.taken_seats)
    query = select(*columns, *more, *seats).join(Webtalk, Webtalk.id == Subject.id)
    mine = query.where(*seen_by(actor), Webtalk.series_id == series.id, Webtalk.starts_at.is_not(None))
    rows = db.session.execute(mine.order_by(Webtalk.starts_at, Subject.id).limit(MOST)).all()
    states = _states([row.id for row in rows], actor)
    return [_shown(row, states.get(row.id, "")) for row in rows]


def _states(talk_ids: list[int], actor: Actor) -> dict[int, str]:
    if actor.id is None or not talk_ids:
        return {}
    query = select(Registration.webtalk_id, Registration.state).where(Registration.webtalk_id.in_(talk_ids))
    mine = query.where(Registration.user_id == actor.id, Registration.state.in_(LIVE))
    return {row.webtalk_id: REGISTRATION_STATES[row.state] for row in db.session.execute(mine)}


def _shown(row: Any, state: str) -> ShownDate:
    return ShownDate(
        id=row.id,
        title=row.title,
        summary=row.summary,
        url=f"/webtalks/{row.slug}",
        when=times.span(row.starts_at, row.ends_at),
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        moved_from=row.moved_from,
        is_cancelled=row.cancelled_at is not None,
        reason=row.cancel_reason,
        badges=_badges(row),
        state=state,
        is_public=row.visibility == "public",
        has_questions=bool(row.questions),
    )


def _badges(row: Any) -> list[tuple[str, str]]:
    if row.cancelled_at is not None:
        return [("Abgesagt", "danger")]
    found = [("Verschoben", "warning")] if row.moved_from else []
    now = clock.now()
    if row.starts_at <= now < row.ends_at:
        return [*found, ("Läuft gerade", "success")]
    if row.ends_at > now and row.capacity is not None and row.taken_seats >= row.capacity:
        return [*found, ("Ausgebucht", "neutral")]
    return found


def comes_to_all(series_id: int, actor: Actor) -> SeriesRegistration | None:
    if actor.id is None:
        return None
    query = select(SeriesRegistration).where(
        SeriesRegistration.series_id == series_id, SeriesRegistration.ended_at.is_(None)
    )
    return db.session.scalar(query.where(SeriesRegistration.user_id == actor.id))
