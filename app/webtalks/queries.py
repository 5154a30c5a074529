"""Reads of talks: one, many, a month, a person's own."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, bindparam, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from app.accounts.models import Grant, User
from app.core import clock
from app.core.actors import Actor
from app.core.remembered import remembered
from app.core.subjects import Subject
from app.extensions import db
from app.media.models import Attachment
from app.organisations.cards import Card, card_columns, card_of, cards_by_id
from app.webtalks import times
from app.webtalks.kinds import HOST, WEBTALK
from app.webtalks.models import Registration, Series, Speaker, TalkLink, Webtalk

LIVE = ("registered", "waiting", "offered")
_NAMED = or_(Subject.slug == bindparam("name"), Subject.slug.is_(None) & (Subject.public_id == bindparam("name")))
_BY_NAME = (
    select(Webtalk)
    .join(Webtalk.subject)
    .where(Subject.kind == WEBTALK, _NAMED)
    .options(contains_eager(Webtalk.subject), joinedload(Webtalk.series))
)
"""Made once: five hundred people who wait at a door ask for their talk 170 times a second."""


def find_talk(slug: str) -> Webtalk | None:
    """A talk by the last part of its address: the slug, of a draft its public id."""
    return db.session.scalars(_BY_NAME, {"name": slug}).first()


def find_series(public_id: str) -> Series | None:
    return db.session.scalar(select(Series).where(Series.public_id == public_id))


def registration_of(talk_id: int, actor: Actor) -> Registration | None:
    """A member's own registration, also a cancelled one."""
    if actor.id is None:
        return None
    query = select(Registration).where(Registration.webtalk_id == talk_id, Registration.user_id == actor.id)
    return db.session.scalar(query)


def find_registration(public_id: str) -> Registration | None:
    return db.session.scalar(select(Registration).where(Registration.public_id == public_id))


def place_in_queue(registration: Registration) -> int:
    """From 1; 0 when the person does not wait."""
    if registration.state != "waiting" or registration.queued_at is None:
        return 0
    earlier = (Registration.queued_at < registration.queued_at) | (
        (Registration.queued_at == registration.queued_at) & (Registration.id <= registration.id)
    )
    query = select(func.count()).where(
        Registration.webtalk_id == registration.webtalk_id, Registration.state == "waiting", earlier
    )
    return db.session.scalar(query) or 0


@dataclass(frozen=True)
class ShownSpeaker:
    id: int
    name: str
    role: str
    about: str
    handle: str | None
    picture_url: str


def speakers_of(talk_id: int) -> list[ShownSpeaker]:
    query = (
        select(Speaker.id, Speaker.name, Speaker.role, Speaker.about, User.handle, Attachment.id.label("picture"))
        .outerjoin(User, User.id == Speaker.user_id)
        .outerjoin(Attachment, Attachment.id == Speaker.picture_id)
        .where(Speaker.webtalk_id == talk_id)
        .order_by(Speaker.position, Speaker.id)
    )
    return [
        ShownSpeaker(
            r.id, r.name, r.role, r.about, r.handle, f"/dateien/{r.picture}/klein/bild.webp" if r.picture else ""
        )
        for r in db.session.execute(query)
    ]


def hosts_of(talk_id: int) -> list[Row[Any]]:
    """(id, name, handle) of who leads a talk."""
    query = select(User.id, User.name, User.handle).join(Grant, Grant.user_id == User.id)
    return list(db.session.execute(query.where(Grant.scope_id == talk_id, Grant.role == HOST).order_by(User.name)))


def linked_cards(talk_id: int) -> list[Card]:
    """Open measures and cases the talk is about."""
    query = select(TalkLink.subject_id).join(Subject, Subject.id == TalkLink.subject_id)
    seen = query.where(TalkLink.webtalk_id == talk_id, Subject.state == "published", Subject.visibility == "public")
    ids = list(db.session.scalars(seen.where(Subject.hidden_at.is_(None)).order_by(TalkLink.position)))
    found = cards_by_id(ids)
    return [found[one] for one in ids]


def addresses_of(subject_ids: Sequence[int]) -> list[str]:
    """Paths of these things, in order, for the form."""
    rows = {row.id: row for row in db.session.scalars(select(Subject).where(Subject.id.in_(subject_ids)))}
    return [rows[one].address for one in subject_ids if one in rows]


def owner_of(talk: Webtalk) -> Any:
    """(title, slug, public_id) of the organisation."""
    query = select(Subject.title, Subject.slug, Subject.public_id).where(Subject.id == talk.subject.owner_id)
    return db.session.execute(query).first()


def seen_by(actor: Actor) -> tuple[ColumnElement[bool], ...]:
    """Published and for these eyes."""
    if actor.is_guest:
        visible: ColumnElement[bool] = Subject.visibility == "public"
    else:
        visible = Subject.visibility.in_(("public", "members")) | Subject.owner_id.in_(actor.organisation_ids())
    return (Subject.kind == WEBTALK, Subject.state == "published", Subject.hidden_at.is_(None), visible)


def talk_columns():  # type: ignore[no-untyped-def]
    """A card's columns and those of the talk."""
    columns = (Webtalk.starts_at, Webtalk.ends_at, Webtalk.cancelled_at, Webtalk.capacity, Webtalk.taken_seats)
    query = card_columns().add_columns(*columns, Webtalk.waiting_count, Webtalk.admission)
    return query.join(Webtalk, Webtalk.id == Subject.id)


def linked_entries() -> frozenset[int]:
    """Ids of the measures and cases that any talk points at: a page asks for talks only when there are some."""
    every = select(TalkLink.subject_id).distinct()
    return remembered("webtalks.linked", lambda: frozenset(db.session.scalars(every)))


def coming_cards(*conditions: ColumnElement[bool], most: int = 3) -> list[Card]:
    """The next public talks that take place."""
    query = talk_columns().where(Subject.visibility == "public", *seen_by(Actor()), *conditions)
    coming = query.where(Webtalk.ends_at > clock.now(), Webtalk.cancelled_at.is_(None))
    return [card_of(row) for row in db.session.execute(coming.order_by(Webtalk.starts_at, Webtalk.id).limit(most))]


def other_dates(talk: Webtalk, actor: Actor, most: int = 6) -> list[Row[Any]]:
    """Coming dates of the same series."""
    if talk.series_id is None:
        return []
    query = talk_columns().where(*seen_by(actor), Webtalk.series_id == talk.series_id, Webtalk.id != talk.id)
    coming = query.where(Webtalk.ends_at > clock.now())
    return list(db.session.execute(coming.order_by(Webtalk.starts_at).limit(most)))


def of_month(first: date, actor: Actor) -> list[Row[Any]]:
    """All talks that begin in the month of this day, in order."""
    after = (first.replace(day=28) + timedelta(days=4)).replace(day=1)
    low, high = (times.moment(day, time(0)) for day in (first, after))
    query = talk_columns().where(*seen_by(actor), Webtalk.starts_at >= low, Webtalk.starts_at < high)
    return list(db.session.execute(query.order_by(Webtalk.starts_at, Webtalk.id).limit(500)))


def own_registrations(user_id: int) -> list[Row[Any]]:
    """What a person has registered for: (card columns, state, offered_until, attended), the latest start first."""
    query = talk_columns().add_columns(Registration.state.label("registration_state"), Registration.offered_until)
    query = query.add_columns(Registration.attended)
    mine = query.join(Registration, Registration.webtalk_id == Webtalk.id).where(Registration.user_id == user_id)
    live = mine.where(Registration.state.in_(LIVE), Subject.state == "published", Subject.hidden_at.is_(None))
    return list(db.session.execute(live.order_by(Webtalk.starts_at.desc(), Webtalk.id).limit(200)))


def led_talks(actor: Actor) -> list[Row[Any]]:
    """Talks a person leads or may write, drafts first."""
    ids = [scope for role, scope in actor.roles if role == HOST and scope is not None]
    editing = actor.organisation_ids("org_admin", "org_editor")
    query = talk_columns().add_columns(Subject.state).where(Subject.kind == WEBTALK, Subject.hidden_at.is_(None))
    mine = query.where(or_(Subject.id.in_(ids), Subject.owner_id.in_(editing)))
    return list(db.session.execute(mine.order_by(Subject.state, Webtalk.starts_at.desc(), Subject.id).limit(200)))


@dataclass(frozen=True)
class Attendee:
    """For the host alone."""

    name: str
    email: str
    is_member: bool
    state: str
    created_at: datetime
    confirmed_at: datetime | None
    answers: dict[str, Any]
    attended: bool | None
    public_id: str


def attendees_of(talk_id: int) -> list[Attendee]:
    """All registrations with name and address, in order of state and time."""
    query = (
        select(Registration, User.name, User.email)
        .outerjoin(User, User.id == Registration.user_id)
        .where(Registration.webtalk_id == talk_id, Registration.state != "cancelled")
        .order_by(Registration.state, Registration.queued_at, Registration.id)
        .limit(10_000)
    )
    return [
        Attendee(
            name or row.name,
            email or row.email,
            row.user_id is not None,
            row.state,
            row.created_at,
            row.confirmed_at,
            row.answers,
            row.attended,
            row.public_id,
        )
        for row, name, email in db.session.execute(query)
    ]
